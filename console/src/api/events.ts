export interface News {
  id: string;
  type: string;
  data: string;
}

// parser takes a stream of server-sent events in pieces, cut anywhere, and gives the events that are complete.
export function parser(): (piece: string) => Partial<News>[] {
  let rest = '';
  return (piece) => {
    const parts = (rest + piece).split('\n\n');
    rest = parts.pop() ?? '';
    return parts.map((part) => {
      const event: Partial<News> = {};
      for (const line of part.split('\n')) {
        const at = line.indexOf(':');
        const field = line.slice(0, at);
        const value = line.slice(at + 1).replace(/^ /, '');
        if (at < 1) continue; // a comment: the line is alive
        if (field === 'id') event.id = value;
        if (field === 'event') event.type = value;
        if (field === 'data') event.data = value;
      }
      return event;
    });
  };
}
