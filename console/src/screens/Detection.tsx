import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { answer, api, type Detection, type Finding, list } from '../api/client';
import { Ask } from '../parts/Ask';
import { Head, Same } from '../parts/Head';
import { inert } from '../parts/inert';
import { Mark, Name, When } from '../parts/marks';
import { Outside, Prose } from '../parts/Prose';
import { useRole } from '../parts/role';
import { FaultNote, Waiting } from '../parts/states';

const HoursPlot = lazy(() => import('../parts/HoursPlot'));

// DetectionView is one detection: what it looks for, when it is wrong, what it gave and cost, and its switch.
export function DetectionView() {
  const { id } = useParams({ strict: false }) as { id: string };
  const detection = useQuery({
    queryKey: ['detection', id],
    queryFn: ({ signal }) => answer(api.GET('/v1/detections/{id}', { params: { path: { id } }, signal })),
    refetchInterval: 10_000,
  });
  if (detection.error) return <FaultNote error={detection.error} />;
  if (!detection.data) return <Waiting />;
  return <Shown key={id} detection={detection.data} />;
}

function Shown({ detection: d }: { detection: Detection }) {
  const [asking, setAsking] = useState(false);
  const { admin } = useRole();
  const path = { params: { path: { id: d.id } } };
  return (
    <>
      <Head
        title={inert(d.title)}
        name={inert(d.title, 60)}
        sub={
          <>
            <Mark word={d.severity} /> <Mark word={d.enabled ? 'on' : 'off'} tone={d.enabled ? 'active' : 'stale'} />{' '}
            {d.own && <Mark word="own" tone="agent" />} <span className="mono">{inert(d.id)}</span>
          </>
        }
      >
        {d.fixed ? (
          <span className="dim">A policy or Tabard itself raises it; a policy is turned off in its file.</span>
        ) : admin ? (
          <Button size="xs" variant="default" onClick={() => setAsking(true)}>
            {d.enabled ? 'Turn off' : 'Turn on'}
          </Button>
        ) : (
          <span className="dim">Admins turn detections off and on.</span>
        )}
      </Head>
      <Ask
        opened={asking}
        close={() => setAsking(false)}
        title={d.enabled ? 'Turn this detection off' : 'Turn this detection on'}
        what={
          d.enabled
            ? 'It raises nothing more until somebody turns it on, also after a restart. What it raised before stays open.'
            : 'It raises findings for what comes from now on.'
        }
        verb={d.enabled ? 'Turn off' : 'Turn on'}
        act={({ reason }) => answer(api.PUT('/v1/detections/{id}', { ...path, body: { enabled: !d.enabled, reason } }))}
      />
      {d.off && (
        <div className="stopped">
          <strong>It is off</strong> since <When at={d.off.since} />: <Name text={d.off.reason} most={1024} /> (
          <Name text={d.off.by} most={80} />)
        </div>
      )}
      <div className="grid">
        <div className="c8 stack">
          <section className="card">
            <h2>What it looks for</h2>
            {d.page ? <Prose text={d.page} /> : <p>{inert(d.looks_for, 4000)}</p>}
          </section>
          <section className="card">
            <h2>Hits by hour</h2>
            <Hits detection={d} />
          </section>
          <Raised id={d.id} />
        </div>
        <div className="c4 stack">
          <section className="card">
            <h2>What is known</h2>
            <dl className="facts">
              <dt>Log</dt>
              <dd className="mono">{d.families.map((f) => inert(f, 60)).join(', ')}</dd>
              <dt>Proposes</dt>
              <dd>{d.remedy === 'none' ? 'nothing' : d.remedy}</dd>
              <dt>From</dt>
              <dd>{d.own ? 'your own rules' : d.fixed ? 'the policies, or Tabard itself' : 'Tabard'}</dd>
              {d.nhi.length + d.asi.length > 0 && (
                <>
                  <dt>OWASP</dt>
                  <dd className="mono">{[...d.nhi, ...d.asi].join(' ')}</dd>
                </>
              )}
              {d.mitre.length > 0 && (
                <>
                  <dt>ATT&CK</dt>
                  <dd className="mono">
                    {d.mitre.map((t) => (
                      <div key={t}>
                        <Outside url={`https://attack.mitre.org/techniques/${t.replace('.', '/')}/`} text={t} />
                      </div>
                    ))}
                  </dd>
                </>
              )}
            </dl>
          </section>
          <section className="card">
            <h2>False alarms</h2>
            {d.false_alarms.length === 0 ? (
              <p className="dim">None are noted.</p>
            ) : (
              <ul className="lines">
                {d.false_alarms.map((text) => (
                  <li key={text}>{inert(text, 600)}</li>
                ))}
              </ul>
            )}
          </section>
          <section className="card">
            <h2>Cost since judging started</h2>
            <dl className="facts">
              <dt>Asked</dt>
              <dd className="num">{d.cost.asked.toLocaleString('en-US')} events</dd>
              <dt>For each</dt>
              <dd className="num">{d.cost.ns_per_event.toLocaleString('en-US')} ns</dd>
              <dt>Share</dt>
              <dd className="num">{(d.cost.share * 100).toFixed(1)}% of all detections</dd>
            </dl>
            <p className="dim">From one evaluation in 256. What the index of rules skips is not asked.</p>
          </section>
          {d.references.length > 0 && (
            <section className="card">
              <h2>Read more</h2>
              <ul className="lines">
                {d.references.map((url) => (
                  <li key={url}>
                    <Outside url={url} />
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </div>
      <Same cli={`tabard get detections ${d.id}`} api={`GET /v1/detections/${d.id}`} />
    </>
  );
}

const day = 86_400_000;

function Hits({ detection: d }: { detection: Detection }) {
  const navigate = useNavigate();
  const span = useMemo(() => {
    const hours = d.hours ?? [];
    const last = Date.parse(hours.at(-1)?.start ?? '');
    const recent = Date.now() - last < 30 * day;
    const to = new Date(recent ? Date.now() : last + day);
    const first = Math.max(Date.parse(hours[0]?.start ?? ''), to.getTime() - 30 * day);
    return { hours, to, from: new Date(Math.min(first, to.getTime() - day)) };
  }, [d.hours]);
  if (span.hours.length === 0) return <p className="dim">No event hit it. Test a record to see whether it would.</p>;
  return (
    <Suspense fallback={<Waiting />}>
      <HoursPlot
        hours={span.hours}
        from={span.from}
        to={span.to}
        what="hits"
        told={`${d.hits.toLocaleString('en-US')} in the last 30 days`}
        open={(since, until) =>
          navigate({ to: '/findings', search: { detection: d.id, state: 'any', since, until } as never })
        }
      />
    </Suspense>
  );
}

// Raised lists what it raised and is open.
function Raised({ id }: { id: string }) {
  const open = useQuery({
    queryKey: ['/v1/findings', 'of', id],
    queryFn: ({ signal }) => list<Finding>('/v1/findings', { detection: id, state: 'open', limit: '8' }, signal),
  });
  if (open.error) return <FaultNote error={open.error} />;
  const items = open.data?.items ?? [];
  return (
    <section className="card">
      <div className="cardhead">
        <h2>Open findings</h2>
        <Link to="/findings" search={{ detection: id } as never}>
          as a list
        </Link>
      </div>
      {open.isPending ? (
        <Waiting />
      ) : items.length === 0 ? (
        <p className="dim">Nothing it raised is open.</p>
      ) : (
        <ul className="counts">
          {items.map((f) => (
            <li key={f.id}>
              <Link to={`/findings/${f.id}` as string}>
                <Name text={f.summary} most={160} />
                <span className="dim">
                  <When at={f.last} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
