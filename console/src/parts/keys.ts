import { useEffect } from 'react';

// typing reports whether a key goes into a field, where letters are no commands.
export function typing(e: KeyboardEvent): boolean {
  const at = e.target as HTMLElement | null;
  return !!at?.closest?.('input, textarea, select, [contenteditable], [role="dialog"], [role="combobox"]');
}

// useKeys runs commands by their keys while nobody types and no modifier is held.
export function useKeys(commands: Record<string, () => void>) {
  useEffect(() => {
    const press = (e: KeyboardEvent) => {
      if (typing(e) || e.ctrlKey || e.metaKey || e.altKey) return;
      const command = commands[e.key];
      if (!command) return;
      e.preventDefault();
      command();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [commands]);
}
