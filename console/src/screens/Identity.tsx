import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import {
  answer,
  api,
  type Birth,
  type Credential,
  type Event,
  type Evidence,
  type Finding,
  type Grant,
  type Identity,
  type Listed,
  list,
} from '../api/client';
import { Ask } from '../parts/Ask';
import { Head, Same } from '../parts/Head';
import { HeatMap } from '../parts/HeatMap';
import { inert } from '../parts/inert';
import { Lineage } from '../parts/Lineage';
import type { Column } from '../parts/List';
import { IdentityLink, Mark, Name, OwnerMark, When } from '../parts/marks';
import { PlanAction } from '../parts/PlanAction';
import { Record } from '../parts/Record';
import { useRole } from '../parts/role';
import { FaultNote, Waiting } from '../parts/states';
import { Timeline } from '../parts/Timeline';

// IdentityView is one identity: who, whose, what proves it, what it may do, what it did, and what is wrong.
export function IdentityView() {
  const { id } = useParams({ strict: false }) as { id: string };
  const identity = useQuery({
    queryKey: ['identity', id],
    queryFn: ({ signal }) => answer(api.GET('/v1/identities/{id}', { params: { path: { id } }, signal })),
    refetchInterval: 15_000,
  });
  if (identity.error) return <FaultNote error={identity.error} />;
  if (!identity.data) return <Waiting />;
  return <Shown key={id} identity={identity.data} />;
}

function Shown({ identity: i }: { identity: Identity }) {
  const [assigning, setAssigning] = useState(false);
  const may = useRole().operator;
  return (
    <>
      <Head
        title={inert(i.name, 200)}
        name={inert(i.name, 60)}
        sub={
          <>
            <Mark word={i.kind.value} /> <Mark word={i.state} /> {!i.owner && <Mark word="orphan" />}{' '}
            <span className="mono">{inert(i.native_id, 160)}</span>
          </>
        }
      >
        {may && (
          <>
            <Button size="xs" variant="default" onClick={() => setAssigning(true)}>
              Assign owner
            </Button>
            <PlanAction identity={i} />
          </>
        )}
      </Head>
      <Ask
        opened={assigning}
        close={() => setAssigning(false)}
        title="Assign an owner"
        what={`Who answers for ${inert(i.name, 80)}. What people say counts more than what records hint at.`}
        verb="Assign"
        owner
        act={({ reason, owner }) =>
          answer(api.POST('/v1/identities/{id}/assign', { params: { path: { id: i.id } }, body: { reason, owner } }))
        }
      />
      <div className="grid">
        <div className="c4 stack">
          <section className="card">
            <h2>Who</h2>
            <dl className="facts">
              <dt>System</dt>
              <dd>
                <Name text={i.system || 'not named'} />
              </dd>
              <dt>Realm</dt>
              <dd className="mono">
                <Name text={i.realm || 'not named'} />
              </dd>
              <dt>First seen</dt>
              <dd>
                <When at={i.first_seen} />
              </dd>
              <dt>Last seen</dt>
              <dd>
                <When at={i.last_seen} />
              </dd>
              {i.incarnation > 1 && (
                <>
                  <dt>Incarnation</dt>
                  <dd className="num">{i.incarnation}: made anew after a deletion</dd>
                </>
              )}
            </dl>
          </section>
          <section className="card">
            <h2>
              Judged <Mark word={i.kind.value} />{' '}
              <span className="dim num">{Math.round(i.kind.confidence * 100)}%</span>
            </h2>
            <Why evidence={i.kind.evidence} none="No record says what it is. Unknown is never read as harmless." />
          </section>
          <section className="card">
            <h2>
              Whose: <OwnerMark owner={i.owner} />
            </h2>
            <Why
              evidence={i.owner?.evidence ?? []}
              none="No record, tag or person names an owner. Assign one, or list it in owners.yaml."
            />
          </section>
          <section className="card">
            <h2>
              Risk <span className="num">{i.risk.score}</span> of 100
            </h2>
            <Risk risk={i.risk} />
          </section>
        </div>
        <div className="c8 stack">
          <Part<Finding>
            title="Open findings"
            path="/v1/findings"
            query={{ identity: i.id, state: 'open', sort: '-severity' }}
            all="/findings"
            none="Nothing about it is open."
            columns={findingColumns}
          />
          <Credentials id={i.id} />
          <Part<Birth>
            title="What it made"
            path="/v1/births"
            query={{ creator: i.id }}
            all="/births"
            none="It made nothing that was seen."
            columns={birthColumns}
          />
        </div>
        <div className="c12 stack">
          <Lineage id={i.id} />
          <MayAndDid id={i.id} />
        </div>
        <div className="c12">
          <Events id={i.id} />
        </div>
      </div>
      <Same cli={`tabard get identities ${i.id}`} api={`GET /v1/identities/${i.id}`} />
    </>
  );
}

function Why({ evidence, none }: { evidence: Evidence[]; none: string }) {
  if (evidence.length === 0) return <p className="dim">{none}</p>;
  return (
    <ul className="why">
      {evidence.map((e) => (
        <li key={e.what + e.source}>
          <span className="num">
            {e.weight > 0 ? '+' : '−'}
            {Math.abs(Math.round(e.weight * 100))}
          </span>
          <span>
            <Name text={e.what} most={200} />
            {e.source && (
              <span className="dim">
                {' '}
                · <Name text={e.source} most={80} />
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Risk({ risk }: { risk: Identity['risk'] }) {
  if (risk.parts.length === 0) return <p className="dim">Nothing that was seen adds to it.</p>;
  return (
    <ul className="why">
      {risk.parts.map((part) => (
        <li key={part.what}>
          <span className="num">+{part.points}</span>
          <Name text={part.what} most={200} />
        </li>
      ))}
    </ul>
  );
}

const findingColumns: Column<Finding>[] = [
  { label: 'Severity', cell: (f) => <Mark word={f.severity} /> },
  {
    label: 'What',
    wide: true,
    cell: (f) => (
      <Link to={`/findings/${f.id}` as string}>
        <Name text={f.summary} most={200} />
      </Link>
    ),
  },
  { label: 'Last', right: true, tight: true, cell: (f) => <When at={f.last} /> },
];

const birthColumns: Column<Birth>[] = [
  { label: 'Kind', cell: (b) => <Mark word={b.kind} tone="none" /> },
  {
    label: 'Born',
    wide: true,
    cell: (b) => (b.subject.startsWith('id_') ? <IdentityLink id={b.subject} name={b.name} /> : <Name text={b.name} />),
  },
  { label: 'When', right: true, tight: true, cell: (b) => <When at={b.time} /> },
];

interface PartGiven<T> {
  title: string;
  path: Listed;
  query: Record<string, string>;
  all?: string; // the view that lists all of them
  none: string;
  columns: Column<T>[];
}

function Part<T extends { id: string }>({ title, path, query, all, none, columns }: PartGiven<T>) {
  const page = useQuery({
    queryKey: [path, 'part', query],
    queryFn: ({ signal }) => list<T>(path, { ...query, limit: '20' }, signal),
  });
  const rows = page.data?.items ?? [];
  return (
    <section className="card">
      <div className="cardhead">
        <h2>{title}</h2>
        {all && rows.length > 0 && (
          <Link to={all as string} search={query as never}>
            {page.data?.next ? 'more' : 'as a list'}
          </Link>
        )}
      </div>
      {page.error ? (
        <FaultNote error={page.error} />
      ) : page.isPending ? (
        <Waiting />
      ) : rows.length === 0 ? (
        <p className="dim">{none}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
        <section className="scroll" aria-label={title} tabIndex={0}>
          <table className="list">
            <thead>
              <tr>
                {columns.map((c) => (
                  <th key={c.label} scope="col" className={c.right ? 'right' : undefined}>
                    {c.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  {columns.map((c) => (
                    <td
                      key={c.label}
                      className={
                        [c.right && 'right', c.tight && 'tight', c.wide && 'wide'].filter(Boolean).join(' ') ||
                        undefined
                      }
                    >
                      {c.cell(row)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

// Credentials shows what proves it on a timeline.
function Credentials({ id }: { id: string }) {
  const page = useQuery({
    queryKey: ['/v1/credentials', 'of', id],
    queryFn: ({ signal }) => list<Credential>('/v1/credentials', { identity: id, limit: '30' }, signal),
  });
  const rows = page.data?.items ?? [];
  return (
    <section className="card">
      <div className="cardhead">
        <h2>Credentials: age, last use and end</h2>
        {rows.length > 0 && (
          <Link to="/credentials" search={{ identity: id } as never}>
            {page.data?.next ? 'more' : 'as a list'}
          </Link>
        )}
      </div>
      {page.error ? (
        <FaultNote error={page.error} />
      ) : page.isPending ? (
        <Waiting />
      ) : rows.length === 0 ? (
        <p className="dim">No credential of it was seen.</p>
      ) : (
        <Timeline credentials={rows} />
      )}
    </section>
  );
}

// scrolls are the attributes of what scrolls, which the keyboard must reach.
const scrolls = (label: string) => ({ tabIndex: 0, 'aria-label': label });

// MayAndDid holds what it may do against what it did, and when.
function MayAndDid({ id }: { id: string }) {
  const grants = useQuery({
    queryKey: ['/v1/grants', 'of', id],
    queryFn: ({ signal }) => list<Grant>('/v1/grants', { identity: id, limit: '1000' }, signal),
  });
  const did = useQuery({
    queryKey: ['activity', id],
    queryFn: ({ signal }) => answer(api.GET('/v1/identities/{id}/activity', { params: { path: { id } }, signal })),
    staleTime: 30_000,
  });
  const may = grants.data?.items ?? [];
  const used = may.filter((g) => g.used === 'used').length;
  return (
    <div className="grid">
      <section className="card c6">
        <div className="cardhead">
          <h2>May do</h2>
          {may.length > 0 && (
            <span className="dim">
              {used.toLocaleString('en-US')} of {may.length.toLocaleString('en-US')}
              {grants.data?.next ? '+' : ''} grants seen in use
            </span>
          )}
        </div>
        {grants.error ? (
          <FaultNote error={grants.error} />
        ) : grants.isPending ? (
          <Waiting />
        ) : may.length === 0 ? (
          <p className="dim">No grant was seen. Without a listing of its system that is unknown, not none.</p>
        ) : (
          <ul className="counts capped" {...scrolls('What it may do')}>
            {[...may]
              .sort((a, b) => Number(b.used === 'used') - Number(a.used === 'used'))
              .slice(0, 60)
              .map((g) => (
                <li key={g.id} className="pair">
                  <span>
                    <Name text={g.permission} />{' '}
                    <span className="dim">
                      on <Name text={g.resource || 'everything'} most={100} />
                      {g.via.length > 0 && (
                        <>
                          {' '}
                          through <Name text={g.via.join(' → ')} most={80} />
                        </>
                      )}
                    </span>
                  </span>
                  <span className="dim tight">{g.used === 'used' ? <When at={g.last_used} /> : 'no use seen'}</span>
                </li>
              ))}
          </ul>
        )}
      </section>
      <section className="card c6">
        <div className="cardhead">
          <h2>Did</h2>
          {did.data && (
            <span className="dim">
              {did.data.capped ? 'the newest ' : ''}
              {did.data.events.toLocaleString('en-US')} events
            </span>
          )}
        </div>
        {did.error ? (
          <FaultNote error={did.error} />
        ) : !did.data ? (
          <Waiting />
        ) : did.data.events === 0 ? (
          <p className="dim">No event of it is kept. Older ones may be past their retention.</p>
        ) : (
          <div className="stack">
            <HeatMap counts={did.data.hours} what="Events" />
            <ul className="counts capped" {...scrolls('What it did')}>
              {did.data.actions.map((a) => (
                <li key={a.action} className="pair">
                  <span>
                    <Name text={a.action} />{' '}
                    {a.refused > 0 && <span className="dim">{a.refused.toLocaleString('en-US')} refused</span>}
                  </span>
                  <span className="tight">
                    <span className="num">{a.count.toLocaleString('en-US')}</span>{' '}
                    <span className="dim">
                      <When at={a.last} />
                    </span>
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </section>
    </div>
  );
}

// Events lists what it did, newest first, with the record beside.
function Events({ id }: { id: string }) {
  const [open, setOpen] = useState<Event>();
  const page = useQuery({
    queryKey: ['/v1/events', id],
    queryFn: ({ signal }) => list<Event>('/v1/events', { identity: id, limit: '30' }, signal),
  });
  const rows = page.data?.items ?? [];
  return (
    <section className="card">
      <h2>Latest events</h2>
      {page.error && <FaultNote error={page.error} />}
      {page.isPending ? (
        <Waiting />
      ) : rows.length === 0 ? (
        <p className="dim">No event of it is kept. Older ones may be past their retention.</p>
      ) : (
        <ul className="counts">
          {rows.map((e) => (
            <li key={e.id}>
              <button
                type="button"
                className="event"
                aria-expanded={open?.id === e.id}
                onClick={() => setOpen(open?.id === e.id ? undefined : e)}
              >
                <span>
                  <Name text={e.action} />{' '}
                  <span className="dim">
                    <Name text={e.targets.map((t) => t.name || t.id).join(', ')} most={100} />
                  </span>
                </span>
                <span className="dim tight">
                  {e.outcome !== 'success' && <Mark word={e.outcome} />} <When at={e.time} />
                </span>
              </button>
              {open?.id === e.id && <Record id={e.id} event={e} />}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
