import type { ReactNode } from 'react';
import { inert } from './inert';

// Prose shows the Markdown that a detection's page uses: headings, paragraphs, lists, tables as lines, bold, code and links.
// What it does not know is shown as it is written; nothing becomes markup.
export function Prose({ text }: { text: string }) {
  return <div className="prose">{blocks(text).map(block)}</div>;
}

function blocks(text: string): string[] {
  return text
    .split(/\n{2,}/)
    .map((b) => b.trim())
    .filter((b) => b && !b.startsWith('# ')); // the title stands above already
}

function block(text: string, at: number): ReactNode {
  const heading = text.match(/^#{2,4} (.+)$/);
  if (heading) return <h3 key={at}>{spans(heading[1] ?? '')}</h3>;
  if (/^[-*] /.test(text)) {
    return (
      <ul key={at}>
        {text.split(/\n(?=[-*] )/).map((item) => (
          <li key={item}>{spans(item.slice(2).replaceAll('\n', ' '))}</li>
        ))}
      </ul>
    );
  }
  if (text.startsWith('|') || text.startsWith('```')) return <pre key={at}>{inert(text, 4000)}</pre>;
  return <p key={at}>{spans(text.replaceAll('\n', ' '))}</p>;
}

const marked = /(\*\*[^*]+\*\*|`[^`]+`|<https?:\/\/[^>\s]+>|\[[^\]]+\]\([^)\s]+\))/;

function spans(text: string): ReactNode[] {
  return text.split(marked).map((part, at) => {
    const key = `${at}${part}`;
    if (part.startsWith('**')) return <strong key={key}>{inert(part.slice(2, -2), 400)}</strong>;
    if (part.startsWith('`')) return <code key={key}>{inert(part.slice(1, -1), 400)}</code>;
    if (part.startsWith('<')) return <Outside key={key} url={part.slice(1, -1)} />;
    const link = part.match(/^\[([^\]]+)\]\(([^)\s]+)\)$/);
    if (link) return <Outside key={key} url={link[2] ?? ''} text={link[1]} />;
    return inert(part, 4000);
  });
}

// Outside leads to a page of somebody else, in a tab of its own that knows nothing of this one.
export function Outside({ url, text }: { url: string; text?: string }) {
  if (!/^https?:\/\//.test(url)) return <>{inert(text ?? url, 400)}</>;
  return (
    <a href={url} target="_blank" rel="noreferrer noopener">
      {inert(text ?? url.replace(/^https?:\/\//, '').replace(/\/$/, ''), 120)}
    </a>
  );
}
