// What somebody pastes to ask whose it is may be the secret itself. A secret must not leave the browser: it is hashed here,
// and only the fingerprint is asked for. When in doubt, a text is taken for a secret.

// named are texts that name something and are no secrets, though they may look random: ids, ARNs, addresses, fingerprints.
const named = [
  /^(AKIA|ASIA|AIDA|AROA|ANPA|AGPA)[A-Z0-9]{12,20}$/, // ids of AWS: an access key's id is no secret
  /^arn:[a-z-]+:/,
  /^[^\s@]{1,64}@[^\s@]+\.[a-z]{2,}$/i,
  /^(sha256|sha1|md5|pbkdf2|hmac):/i,
  /^(id|cr|bi|gr|fi|ac)_[0-9a-f]{24}$/,
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  /^(system:|spiffe:\/\/|team:|user:|group:|https?:\/\/[^\s]*$)/,
];

// secretive reports whether a text may be a secret: a known beginning of one, a key file, or a long text of mixed characters.
export function secretive(text: string): boolean {
  if (/-----BEGIN|^(gh[pousr]_|github_pat_|glpat-|sk-|xox[abeprs]-|hvs\.|npm_|eyJ|ya29\.|AIza|tabard_)/.test(text))
    return true;
  if (/:\/\/[^/\s]*:[^/\s]*@/.test(text)) return true; // an address with a password in it
  if (named.some((n) => n.test(text))) return false;
  return text.length >= 20 && !/\s/.test(text) && /\d/.test(text) && /[A-Za-z]/.test(text);
}

// fingerprint gives what tabard discover gives for a secret that nobody can guess.
export async function fingerprint(secret: string): Promise<string> {
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret)));
  return `sha256:${[...sum.slice(0, 8)].map((b) => b.toString(16).padStart(2, '0')).join('')}`;
}
