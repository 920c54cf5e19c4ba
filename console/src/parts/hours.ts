export interface Hour {
  start: string;
  count: number;
}

// everyHour fills the hours that the server leaves out because nothing happened in them.
export function everyHour(hours: Hour[], from: Date, now: Date): [number[], number[]] {
  const counts = new Map(hours.map((h) => [Date.parse(h.start) / 1000, h.count]));
  const at: number[] = [];
  const n: number[] = [];
  for (let t = Math.floor(from.getTime() / 3_600_000) * 3600; t <= now.getTime() / 1000; t += 3600) {
    at.push(t);
    n.push(counts.get(t) ?? 0);
  }
  return [at, n];
}
