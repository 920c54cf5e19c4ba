import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Event } from '../api/client';
import { record } from '../api/record';
import { recordLines } from './highlight';
import { FaultNote, Waiting } from './states';

const reachable = { tabIndex: 0, role: 'group', 'aria-label': 'The record as the system wrote it' }; // it scrolls

// Record shows a record as the system wrote it, with the values marked that the event took from it.
export function Record({ id, event, more = [] }: { id: string; event?: Event; more?: string[] }) {
  const raw = useQuery({
    queryKey: ['record', id],
    queryFn: ({ signal }) => record(id, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const values = useMemo(() => [...told(event), ...more], [event, more]);
  if (raw.error) return <FaultNote error={raw.error} />;
  if (raw.data === undefined) return <Waiting />;
  return <RecordText text={raw.data} values={values} />;
}

// RecordText shows the text of a record, with the lines marked that hold one of the values.
export function RecordText({ text, values }: { text: string; values: string[] }) {
  const lines = useMemo(() => recordLines(text, values), [text, values]);
  return (
    <pre className="record" {...reachable}>
      {lines.map((line, i) =>
        line.told ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a record never move
          <mark key={i}>{line.text}</mark>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a record never move
          <span key={i}>{line.text}</span>
        ),
      )}
    </pre>
  );
}

// told gives the values that an event took from its record.
function told(event?: Event): string[] {
  if (!event) return [];
  const action = event.action.split(/[: ]/);
  return [
    event.action,
    ...action,
    event.source,
    event.user_agent,
    event.credential,
    ...event.targets.flatMap((t) => [t.id, t.name ?? '']),
  ].filter(Boolean);
}
