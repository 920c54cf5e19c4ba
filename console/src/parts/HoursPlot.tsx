import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';
import uPlot from 'uplot';
import { everyHour, type Hour } from './hours';

interface Given {
  hours: Hour[];
  from: Date;
  to?: Date; // now when absent
  what: string; // in the plural
  told: string; // where the same is told one by one, for those who cannot see the plot
  open: (since: string, until: string) => void; // shows what happened in an hour
}

// HoursPlot draws how much happened by hour; a click on an hour shows what it was.
export default function HoursPlot({ hours, from, to, what, told, open }: Given) {
  const room = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  const opens = useRef(open);
  opens.current = open;
  const data = useMemo(() => everyHour(hours, from, to ?? new Date()), [hours, from, to]);
  const total = data[1].reduce((a, b) => a + b, 0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the colors of the plot follow the scheme
  useEffect(() => {
    const box = room.current;
    if (!box) return;
    const style = getComputedStyle(box);
    const probe = (name: string) => {
      box.style.color = `var(${name})`;
      return style.color;
    };
    const accent = probe('--accent');
    const dim = probe('--dim');
    const rule = probe('--line');
    box.style.color = '';
    const bars = uPlot.paths.bars?.({ size: [0.7, 28], radius: 0.15 });
    const axis = {
      stroke: dim,
      grid: { stroke: rule, width: 1 },
      ticks: { show: false },
      font: '11px system-ui, sans-serif',
    };
    const plot = new uPlot(
      {
        width: box.clientWidth,
        height: 210,
        cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
        legend: { show: false },
        scales: { y: { range: (_u, _min, max) => [0, Math.max(4, max * 1.1)] } },
        axes: [
          { ...axis, grid: { show: false } },
          { ...axis, size: 36, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10000] },
        ],
        series: [{}, { label: what, fill: accent, stroke: accent, width: 0, paths: bars, points: { show: false } }],
      },
      data,
      box,
    );
    const click = () => {
      const at = data[0][plot.cursor.idx ?? -1];
      if (at === undefined) return;
      const iso = (t: number) => new Date(t * 1000).toISOString();
      opens.current(iso(at), iso(at + 3600));
    };
    plot.over.addEventListener('click', click);
    const sized = new ResizeObserver(() => plot.setSize({ width: box.clientWidth, height: 210 }));
    sized.observe(box);
    return () => {
      sized.disconnect();
      plot.destroy();
    };
  }, [data, scheme, what]);

  return (
    <>
      <div
        ref={room}
        className="plot"
        role="img"
        aria-label={`${what} by hour, ${total.toLocaleString('en-US')} in all; ${told}`}
      />
      <p className="dim">Hours in your time zone. A click on an hour lists its {what}.</p>
    </>
  );
}
