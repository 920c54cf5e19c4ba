// Text from governed systems is hostile. React keeps it from being markup; what is left is text that looks like something
// else: control characters, marks that turn the direction of reading, characters that have no width, and sheer length.

const unseen = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/gu;

// visible writes what cannot be seen as ⟨U+202E⟩, and line breaks too unless they are wanted.
export function visible(text: string, lines = false): string {
  return text.replace(unseen, (c) => {
    if (c === ' ') return c;
    if (lines && (c === '\n' || c === '\t')) return c;
    return `⟨U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}

// clip gives at most so many characters, never half of one, and says how many it left out.
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  let end = most;
  const last = text.charCodeAt(end - 1);
  if (last >= 0xd800 && last <= 0xdbff) end--;
  return `${text.slice(0, end)}… (${(text.length - end).toLocaleString('en-US')} more)`;
}

// inert is hostile text made fit to show. It clips first, so that a name of 10 MB costs no more than a short one.
export function inert(text: string, most = 200): string {
  return visible(clip(text, most));
}
