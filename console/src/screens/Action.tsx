import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { type Action, answer, api } from '../api/client';
import { Ask } from '../parts/Ask';
import { Head, Same } from '../parts/Head';
import { inert } from '../parts/inert';
import { IdentityLink, Mark, Name, When } from '../parts/marks';
import { useRole } from '../parts/role';
import { FaultNote, Waiting } from '../parts/states';

type Deed = 'approve' | 'reject' | 'undo';

// ActionView is one action: what it changes exactly, who decided, what came of it, and what undoes it.
export function ActionView() {
  const { id } = useParams({ strict: false }) as { id: string };
  const action = useQuery({
    queryKey: ['action', id],
    queryFn: ({ signal }) => answer(api.GET('/v1/actions/{id}', { params: { path: { id } }, signal })),
    refetchInterval: 3_000,
  });
  if (action.error) return <FaultNote error={action.error} />;
  if (!action.data) return <Waiting />;
  return <Shown action={action.data} />;
}

const what: Record<Deed, string> = {
  approve: 'It is carried out at once, step by step, and each step is verified.',
  reject: 'It is not carried out. It can be planned again.',
  undo: 'The state before is restored exactly, unless somebody changed it since. Automation does not do it again for a day.',
};

function Shown({ action: a }: { action: Action }) {
  const [deed, setDeed] = useState<Deed>();
  const { operator, name } = useRole();
  const own = name !== undefined && name === a.requested_by;
  const path = { params: { path: { id: a.id } } };
  const changed = Object.keys({ ...a.before, ...a.receipt }).sort();
  return (
    <>
      <Head
        title={`${capital(a.kind)} ${inert(a.target.name, 160)}`}
        name={`${a.kind} ${inert(a.target.name, 40)}`}
        sub={
          <>
            <Mark word={a.state} /> in <Name text={a.system} />
          </>
        }
      >
        {operator && a.state === 'planned' && (
          <>
            <Button size="xs" variant="default" onClick={() => setDeed('reject')}>
              Reject
            </Button>
            <Button size="xs" disabled={own} onClick={() => setDeed('approve')}>
              Approve
            </Button>
          </>
        )}
        {operator && a.state === 'verified' && (
          <Button size="xs" variant="default" onClick={() => setDeed('undo')}>
            Undo
          </Button>
        )}
      </Head>
      {own && a.state === 'planned' && (
        <p className="dim">Nobody approves what they asked for: somebody else with the role operator must.</p>
      )}
      {a.error && <FaultNote error={new Error(a.error)} />}
      <Ask
        opened={deed !== undefined}
        close={() => setDeed(undefined)}
        title={`${capital(deed ?? '')} this action`}
        what={deed && what[deed]}
        verb={capital(deed ?? '')}
        act={({ reason }) => answer(api.POST(`/v1/actions/{id}/${deed as Deed}`, { ...path, body: { reason } }))}
      />
      <div className="grid">
        <div className="c7 stack">
          <section className="card">
            <h2>{a.state === 'planned' ? 'What it will do' : 'What it does'}</h2>
            <ol className="steps">
              {a.plan.map((s) => (
                <li key={s.step}>
                  {inert(s.does, 400)} <span className="dim mono">{inert(s.step, 60)}</span>
                </li>
              ))}
            </ol>
          </section>
          {changed.length > 0 && (
            <section className="card">
              <h2>Before and after</h2>
              <dl className="diff">
                {changed.map((key) => (
                  <div key={key}>
                    <dt className="mono">{inert(key, 100)}</dt>
                    {a.before?.[key] !== undefined && <dd className="was">− {inert(a.before[key], 400)}</dd>}
                    {a.receipt?.[key] !== undefined && <dd className="is">+ {inert(a.receipt[key], 400)}</dd>}
                  </div>
                ))}
              </dl>
            </section>
          )}
        </div>
        <section className="card c5">
          <h2>How it came about</h2>
          <dl className="facts">
            <dt>On</dt>
            <dd>
              <IdentityLink id={a.target.id} name={a.target.name} />
            </dd>
            <dt>Asked by</dt>
            <dd>
              <Name text={a.requested_by} />
            </dd>
            <dt>Reason</dt>
            <dd>
              <Name text={a.reason} most={1024} />
            </dd>
            {a.policy && (
              <>
                <dt>Policy</dt>
                <dd className="mono">
                  <Name text={a.policy} />
                </dd>
              </>
            )}
            {a.finding && (
              <>
                <dt>Finding</dt>
                <dd>
                  <Link to={`/findings/${a.finding}` as string}>the finding it answers</Link>
                </dd>
              </>
            )}
            <dt>Planned</dt>
            <dd>
              <When at={a.planned} />
            </dd>
            <dt>Approved by</dt>
            <dd>{a.approved_by ? <Name text={a.approved_by} /> : <span className="dim">nobody yet</span>}</dd>
            {a.blocked_by && (
              <>
                <dt>Held by</dt>
                <dd>
                  <Name text={a.blocked_by} most={200} />
                </dd>
              </>
            )}
            <dt>Last change</dt>
            <dd>
              <When at={a.changed} />
            </dd>
            {a.exempt_until && (
              <>
                <dt>Exempt until</dt>
                <dd>
                  <When at={a.exempt_until} />
                </dd>
              </>
            )}
          </dl>
        </section>
      </div>
      <Same cli={`tabard get actions ${a.id}`} api={`GET /v1/actions/${a.id}`} />
    </>
  );
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
