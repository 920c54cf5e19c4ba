import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import uPlot from 'uplot';
import { everyHour, type Hour } from './hours';

// BirthsPlot draws births by hour; an hour leads to its births.
export default function BirthsPlot({ hours, from }: { hours: Hour[]; from: Date }) {
  const room = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  const navigate = useNavigate();
  const data = useMemo(() => everyHour(hours, from, new Date()), [hours, from]);
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
        series: [{}, { label: 'births', fill: accent, stroke: accent, width: 0, paths: bars, points: { show: false } }],
      },
      data,
      box,
    );
    const open = () => {
      const at = data[0][plot.cursor.idx ?? -1];
      if (at === undefined) return;
      const iso = (t: number) => new Date(t * 1000).toISOString();
      navigate({ to: '/births', search: { since: iso(at), until: iso(at + 3600) } as never });
    };
    plot.over.addEventListener('click', open);
    const sized = new ResizeObserver(() => plot.setSize({ width: box.clientWidth, height: 210 }));
    sized.observe(box);
    return () => {
      sized.disconnect();
      plot.destroy();
    };
  }, [data, scheme, navigate]);

  return (
    <>
      <div
        ref={room}
        className="plot"
        role="img"
        aria-label={`Births by hour, ${total} in all; the list of births tells them one by one`}
      />
      <p className="dim">Hours in your time zone. A click on an hour lists its births.</p>
    </>
  );
}
