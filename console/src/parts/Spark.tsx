import type { Hour } from './hours';

const days = 30;
const day = 86_400_000;

// Spark draws hits by day, the last 30 days up to the newest one. The number beside it says the same in words.
export function Spark({ counts, to }: { counts: Hour[]; to: number }) {
  const most = Math.max(...counts.map((c) => c.count), 1);
  const first = Math.floor(to / day) - days + 1;
  return (
    <svg className="spark" viewBox={`0 0 ${days * 4} 20`} aria-hidden="true">
      <rect className="ground" x={0} y={19} width={days * 4} height={1} />
      {counts.map((c) => {
        const at = Math.floor(Date.parse(c.start) / day) - first;
        if (at < 0 || at >= days) return null;
        const height = Math.max(2, (c.count / most) * 20);
        return <rect key={c.start} x={at * 4} y={20 - height} width={3} height={height} />;
      })}
    </svg>
  );
}
