const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const hours = Array.from({ length: 24 }, (_, h) => h);
const levels = 5;

// level is how strong a count is shown: the root of its share, so that a quiet hour differs from an empty one.
function level(count: number, most: number): number {
  return count === 0 ? 0 : Math.max(1, Math.round(levels * Math.sqrt(count / most)));
}

// HeatMap shows counts by hour of the week, from Monday 00:00 in UTC.
export function HeatMap({ counts, what }: { counts: number[]; what: string }) {
  const most = Math.max(...counts, 1);
  return (
    <table className="heat">
      <caption className="unseen">{what} by hour of the week in UTC</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="unseen">Day</span>
          </th>
          {hours.map((h) => (
            <th key={h} scope="col">
              {h % 6 === 0 ? h : <span className="unseen">{h}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.map((day, d) => (
          <tr key={day}>
            <th scope="row">{day}</th>
            {hours.map((h) => {
              const n = counts[d * 24 + h] ?? 0;
              return (
                <td key={h} data-level={level(n, most)} title={`${day} ${h}:00 UTC: ${n.toLocaleString('en-US')}`}>
                  <span className="unseen">{n}</span>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
