import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { answer, api, type Finding, list } from '../api/client';
import { Ask } from '../parts/Ask';
import { Head, Same } from '../parts/Head';
import { inert } from '../parts/inert';
import { useKeys } from '../parts/keys';
import { IdentityLink, Mark, Name, OwnerMark, When } from '../parts/marks';
import { Record } from '../parts/Record';
import { useRole } from '../parts/role';
import { FaultNote, Waiting } from '../parts/states';

type Deed = 'assign' | 'snooze' | 'close';

// FindingView is one finding: what is wrong, the records that show it, and what can be done.
export function FindingView() {
  const { id } = useParams({ strict: false }) as { id: string };
  const finding = useQuery({
    queryKey: ['finding', id],
    queryFn: ({ signal }) => answer(api.GET('/v1/findings/{id}', { params: { path: { id } }, signal })),
    refetchInterval: 15_000,
  });
  if (finding.error) return <FaultNote error={finding.error} />;
  if (!finding.data) return <Waiting />;
  return <Shown key={id} finding={finding.data} />;
}

function Shown({ finding: f }: { finding: Finding }) {
  const [deed, setDeed] = useState<Deed>();
  const navigate = useNavigate();
  const may = useRole().operator;
  const similar = useQuery({
    queryKey: ['/v1/findings', 'similar', f.detection],
    queryFn: ({ signal }) =>
      list<Finding>('/v1/findings', { detection: f.detection, state: 'open', limit: '50' }, signal),
  });
  const others = (similar.data?.items ?? []).filter((o) => o.id !== f.id);
  const keys = useMemo(() => {
    const open = (by: number) => () => {
      const all = similar.data?.items ?? [];
      const next = all[all.findIndex((o) => o.id === f.id) + by];
      if (next) navigate({ to: `/findings/${next.id}` });
    };
    const ask = (d: Deed) => () => may && setDeed(d);
    return {
      j: open(1),
      k: open(-1),
      a: ask('assign'),
      s: ask('snooze'),
      c: ask('close'),
      u: () => void navigate({ to: '/findings' }),
    };
  }, [similar.data, f.id, navigate, may]);
  useKeys(keys);
  const path = { params: { path: { id: f.id } } };
  const done = () => setDeed(undefined);
  return (
    <>
      <Head
        title={inert(f.summary, 400)}
        name={`Finding: ${inert(f.summary, 60)}`}
        sub={
          <>
            <Mark word={f.severity} /> <Mark word={f.state} tone="none" />{' '}
            <span className="mono">{inert(f.detection)}</span>
          </>
        }
      >
        {may ? (
          <>
            <Button size="xs" variant="default" onClick={() => setDeed('assign')} rightSection={<kbd>a</kbd>}>
              Assign
            </Button>
            <Button size="xs" variant="default" onClick={() => setDeed('snooze')} rightSection={<kbd>s</kbd>}>
              Snooze
            </Button>
            <Button size="xs" onClick={() => setDeed('close')}>
              Close finding
            </Button>
          </>
        ) : (
          <span className="dim">This token only reads; operators assign, snooze and close.</span>
        )}
      </Head>
      <Ask
        opened={deed === 'assign'}
        close={done}
        title="Assign this finding"
        what="Who is to see to it."
        verb="Assign"
        owner
        act={({ reason, owner }) => answer(api.POST('/v1/findings/{id}/assign', { ...path, body: { reason, owner } }))}
      />
      <Ask
        opened={deed === 'snooze'}
        close={done}
        title="Snooze this finding"
        what="It leaves the inbox, and comes back at that time."
        verb="Snooze"
        until
        act={({ reason, until }) => answer(api.POST('/v1/findings/{id}/snooze', { ...path, body: { reason, until } }))}
      />
      <Ask
        opened={deed === 'close'}
        close={done}
        title="Close this finding"
        what="It leaves the inbox. Its evidence stays."
        verb="Close finding"
        act={({ reason }) => answer(api.POST('/v1/findings/{id}/close', { ...path, body: { reason } }))}
      />
      <div className="grid">
        <div className="c8 stack">
          {f.evidence
            .slice(0, 5)
            .map((place) => place.event && <Evidence key={place.event} event={place.event} who={f.identity.name} />)}
          {f.count > f.evidence.length && (
            <p className="dim">
              {(f.count - f.evidence.length).toLocaleString('en-US')} further times without a copy of the record.
            </p>
          )}
        </div>
        <div className="c4 stack">
          <section className="card">
            <h2>What is known</h2>
            <dl className="facts">
              <dt>Who</dt>
              <dd>
                <IdentityLink id={f.identity.id} name={f.identity.name} /> <Mark word={f.identity.kind} />
              </dd>
              <dt>Owner</dt>
              <dd>
                <OwnerMark owner={f.owner} />
              </dd>
              <dt>System</dt>
              <dd>
                <Name text={f.identity.system || 'not named'} />
              </dd>
              <dt>Times</dt>
              <dd className="num">{f.count.toLocaleString('en-US')}</dd>
              <dt>First</dt>
              <dd>
                <When at={f.first} />
              </dd>
              <dt>Last</dt>
              <dd>
                <When at={f.last} />
              </dd>
              <dt>To do</dt>
              <dd>
                {f.remedy === 'none' ? (
                  'Nothing is proposed'
                ) : (
                  <Link to={`/identities/${f.identity.id}` as string}>{f.remedy} the identity</Link>
                )}
              </dd>
              {f.mitre.length + f.nhi.length > 0 && (
                <>
                  <dt>Known as</dt>
                  <dd className="mono">{[...f.mitre, ...f.nhi].join(' ')}</dd>
                </>
              )}
            </dl>
          </section>
          <section className="card">
            <div className="cardhead">
              <h2>Similar and open</h2>
              <Link to="/findings" search={{ detection: f.detection } as never}>
                all
              </Link>
            </div>
            {others.length === 0 ? (
              <p className="dim">No other finding of this detection is open.</p>
            ) : (
              <ul className="counts">
                {others.slice(0, 8).map((o) => (
                  <li key={o.id}>
                    <Link to={`/findings/${o.id}` as string}>
                      <Name text={o.summary} most={90} />
                      <span className="dim">
                        <When at={o.last} />
                      </span>
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </section>
          <p className="dim">
            <kbd>j</kbd> <kbd>k</kbd> next and previous similar · <kbd>a</kbd> assign · <kbd>s</kbd> snooze ·{' '}
            <kbd>c</kbd> close · <kbd>u</kbd> back
          </p>
        </div>
      </div>
      <Same cli={`tabard get findings ${f.id}`} api={`GET /v1/findings/${f.id}`} />
    </>
  );
}

function Evidence({ event: id, who }: { event: string; who: string }) {
  const event = useQuery({
    queryKey: ['event', id],
    queryFn: ({ signal }) => answer(api.GET('/v1/events/{id}', { params: { path: { id } }, signal })),
  });
  const more = useMemo(() => [who], [who]);
  const e = event.data;
  return (
    <section className="card">
      <div className="cardhead">
        <h2>{e ? <Name text={e.action} /> : 'Evidence'}</h2>
        {e && (
          <span className="dim">
            <Mark word={e.outcome} /> <When at={e.time} />
          </span>
        )}
      </div>
      <Record id={id} event={e} more={more} />
      <p className="dim">
        The record as {e ? inert(e.family) : 'its system'} wrote it, secrets cut out. Marked are the values that the
        event took from it.
      </p>
    </section>
  );
}
