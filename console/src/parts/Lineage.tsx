import { useQueries } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from 'react';
import { answer, api, type Lineage as Line } from '../api/client';
import { first, type Group } from './graph';
import { inert } from './inert';
import { IdentityLink, Mark, Name } from './marks';
import { FaultNote, Waiting } from './states';

const LineageGraph = lazy(() => import('./LineageGraph'));

const step = 50; // how many more of a group come at a click

// Lineage shows who made an identity, what it made, what proves it and what that reaches: as a graph, or as a list.
export function Lineage({ id }: { id: string }) {
  const [opened, setOpened] = useState<string[]>([id]);
  const [shown, setShown] = useState<Record<string, number>>({});
  const [asList, setAsList] = useState(false);
  const read = useQueries({
    queries: opened.map((one) => ({
      queryKey: ['lineage', one],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        answer(api.GET('/v1/identities/{id}/lineage', { params: { path: { id: one } }, signal })),
      staleTime: 30_000,
    })),
    combine: (all) => ({
      lineages: all.flatMap((q) => (q.data ? [q.data] : [])),
      error: all.find((q) => q.error)?.error,
    }),
  });
  const expand = useCallback((one: string) => setOpened((was) => (was.includes(one) ? was : [...was, one])), []);
  const more = useCallback(
    (of: string, group: Group) =>
      setShown((was) => ({ ...was, [`${of} ${group}`]: (was[`${of} ${group}`] ?? first[group]) + step })),
    [],
  );
  const self = read.lineages.find((l) => l.identity.id === id);
  return (
    <section className="card">
      <div className="cardhead">
        <h2>Lineage</h2>
        <button type="button" className="plain" aria-pressed={asList} onClick={() => setAsList(!asList)}>
          {asList ? 'as a graph' : 'as a list'}
        </button>
      </div>
      {read.error && <FaultNote error={read.error} />}
      {!self ? (
        !read.error && <Waiting />
      ) : asList ? (
        <Listed line={self} />
      ) : (
        <>
          <Suspense fallback={<Waiting />}>
            <LineageGraph self={id} lineages={read.lineages} shown={shown} expand={expand} more={more} />
          </Suspense>
          <p className="dim">
            From the left: who made whom, what proves it, what that reaches.{' '}
            {self.makers.length === 0 && 'Nobody was seen making it: it was there before the first record.'}
            {self.more_makers && 'The chain of makers goes on.'}
          </p>
        </>
      )}
    </section>
  );
}

function Listed({ line }: { line: Line }) {
  const chain = useMemo(() => [...line.makers].reverse(), [line]);
  return (
    <div className="stack">
      <Rows title="Made by, the first maker first" none="Nobody was seen making it.">
        {chain.map((k) => (
          <li key={k.id}>
            <IdentityLink id={k.id} name={k.name} /> <Mark word={k.kind} />
          </li>
        ))}
      </Rows>
      <Rows title="Made" none="It made no identity that was seen." more={line.more_made}>
        {line.made.map((k) => (
          <li key={k.id}>
            <IdentityLink id={k.id} name={k.name} /> <Mark word={k.kind} />
          </li>
        ))}
      </Rows>
      <Rows title="Proved by" none="No credential of it was seen." more={line.more_credentials}>
        {line.credentials.map((c) => (
          <li key={c.id}>
            <span className="mono">
              <Name text={c.name || 'not named'} />
            </span>{' '}
            <span className="dim">{c.kind}</span> <Mark word={c.state} />
          </li>
        ))}
      </Rows>
      <Rows title="Reaches" none="No grant of it was seen." more={line.more_reaches}>
        {line.reaches.map((r) => (
          <li key={r.resource}>
            <span className="mono">
              <Name text={r.resource || 'everything'} />
            </span>{' '}
            <span className="dim">{inert(r.permissions.join(', '), 200)}</span>{' '}
            {r.used && <Mark word="used" tone="active" />}
          </li>
        ))}
      </Rows>
    </div>
  );
}

function Rows({ title, none, more, children }: { title: string; none: string; more?: boolean; children: ReactNode[] }) {
  return (
    <div>
      <h3>{title}</h3>
      {children.length === 0 ? <p className="dim">{none}</p> : <ul className="lines">{children}</ul>}
      {more && <p className="dim">There are more.</p>}
    </div>
  );
}
