// Who is signed in, for this tab and until it closes: docs/adr says why it is no cookie.
const key = 'tabard.token';
const listeners = new Set<() => void>();

let token = sessionStorage.getItem(key) ?? '';

export const session = {
  token: () => token,
  set(next: string) {
    token = next;
    if (next) sessionStorage.setItem(key, next);
    else sessionStorage.removeItem(key);
    for (const tell of listeners) tell();
  },
  subscribe(tell: () => void) {
    listeners.add(tell);
    return () => {
      listeners.delete(tell);
    };
  },
};
