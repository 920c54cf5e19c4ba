import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { answer, api, type Finding } from '../api/client';
import { Ask } from './Ask';
import { useKeys } from './keys';
import { useRole } from './role';

type Deed = 'assign' | 'snooze' | 'close';

const atOnce = 4; // requests under way together

// each does the same with all, a few at a time, and tells how many are done.
async function each(ids: string[], one: (id: string) => Promise<unknown>, done: (n: number) => void) {
  const left = [...ids];
  let ready = 0;
  const work = async () => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) {
      await one(id);
      done(++ready);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, ids.length) }, work));
}

interface Given {
  chosen: Finding[];
  current?: Finding;
  clear: () => void;
}

// Bulk assigns, snoozes and closes the chosen findings, or the one that the keyboard is at, with one reason.
export function Bulk({ chosen, current, clear }: Given) {
  const may = useRole().operator;
  const [deed, setDeed] = useState<Deed>();
  const [targets, setTargets] = useState<Finding[]>([]);
  const [ready, setReady] = useState(0);
  const keys = useMemo(() => {
    const ask = (d: Deed) => () => {
      const all = chosen.length > 0 ? chosen : current ? [current] : [];
      if (!may || all.length === 0) return;
      setTargets(all);
      setReady(0);
      setDeed(d);
    };
    return { a: ask('assign'), s: ask('snooze'), c: ask('close') };
  }, [chosen, current, may]);
  useKeys(keys);
  const n = targets.length;
  const findings = n === 1 ? 'this finding' : `${n} findings`;
  const path = (id: string) => ({ params: { path: { id } } });
  const all = (one: (id: string) => Promise<unknown>) =>
    each(
      targets.map((f) => f.id),
      one,
      setReady,
    ).then(clear);
  return (
    <>
      {chosen.length > 0 && (
        <div className="bulk" role="status">
          <strong>{chosen.length} chosen</strong>
          {may && (
            <>
              <Button size="compact-xs" variant="default" onClick={keys.a} rightSection={<kbd>a</kbd>}>
                Assign
              </Button>
              <Button size="compact-xs" variant="default" onClick={keys.s} rightSection={<kbd>s</kbd>}>
                Snooze
              </Button>
              <Button size="compact-xs" variant="default" onClick={keys.c} rightSection={<kbd>c</kbd>}>
                Close
              </Button>
            </>
          )}
          <button type="button" className="plain" onClick={clear}>
            Choose none
          </button>
        </div>
      )}
      <Ask
        opened={deed !== undefined}
        close={() => setDeed(undefined)}
        title={`${deed === 'assign' ? 'Assign' : deed === 'snooze' ? 'Snooze' : 'Close'} ${findings}`}
        what={
          ready > 0
            ? `${ready} of ${n} done`
            : deed === 'assign'
              ? 'Who is to see to it.'
              : deed === 'snooze'
                ? 'It leaves the inbox, and comes back at that time.'
                : 'It leaves the inbox. Its evidence stays.'
        }
        verb={deed === 'assign' ? 'Assign' : deed === 'snooze' ? 'Snooze' : `Close ${findings}`}
        owner={deed === 'assign'}
        until={deed === 'snooze'}
        act={({ reason, owner, until }) =>
          all((id) =>
            deed === 'assign'
              ? answer(api.POST('/v1/findings/{id}/assign', { ...path(id), body: { reason, owner } }))
              : deed === 'snooze'
                ? answer(api.POST('/v1/findings/{id}/snooze', { ...path(id), body: { reason, until } }))
                : answer(api.POST('/v1/findings/{id}/close', { ...path(id), body: { reason } })),
          )
        }
      />
    </>
  );
}
