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
import { inert } from '../parts/inert';
import { Lineage } from '../parts/Lineage';
import type { Column } from '../parts/List';
import { IdentityLink, Mark, Name, OwnerMark, When } from '../parts/marks';
import { PlanAction } from '../parts/PlanAction';
import { Record } from '../parts/Record';
import { useRole } from '../parts/role';
import { FaultNote, Waiting } from '../parts/states';
import { credentialColumns } from './Credentials';

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
          <section className="card">
            <h2>Lineage</h2>
            <Lineage identity={i} />
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
          <Part<Credential>
            title="Credentials"
            path="/v1/credentials"
            query={{ identity: i.id }}
            all="/credentials"
            none="No credential of it was seen."
            columns={credentialColumns}
          />
          <Part<Grant>
            title="What it may do"
            path="/v1/grants"
            query={{ identity: i.id }}
            none="No grant was seen. Without a listing of its system that is unknown, not none."
            columns={grantColumns}
          />
          <Part<Birth>
            title="What it made"
            path="/v1/births"
            query={{ creator: i.id }}
            all="/births"
            none="It made nothing that was seen."
            columns={birthColumns}
          />
          <Activity id={i.id} />
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

const grantColumns: Column<Grant>[] = [
  { label: 'Permission', cell: (g) => <Name text={g.permission} /> },
  { label: 'On', cell: (g) => <Name text={g.resource} /> },
  { label: 'Via', cell: (g) => <Name text={g.via.join(' → ')} /> },
  { label: 'Used', cell: (g) => <Mark word={g.used} tone={g.used === 'used' ? 'active' : 'none'} /> },
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

// Activity lists what it did, newest first, with the record beside.
function Activity({ id }: { id: string }) {
  const [open, setOpen] = useState<Event>();
  const page = useQuery({
    queryKey: ['/v1/events', id],
    queryFn: ({ signal }) => list<Event>('/v1/events', { identity: id, limit: '30' }, signal),
  });
  const rows = page.data?.items ?? [];
  return (
    <section className="card">
      <h2>What it did</h2>
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
