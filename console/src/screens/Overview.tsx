import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useMemo } from 'react';
import { answer, api, type Overview as Counts, type Finding, list } from '../api/client';
import { Head, Same } from '../parts/Head';
import { IdentityLink, Mark, Name, When } from '../parts/marks';
import { Empty, FaultNote, Waiting } from '../parts/states';
import { actionStates, credentialStates, kinds, severities, systemStates } from '../parts/words';

const reachable = { tabIndex: 0 }; // what scrolls must be in reach of the keyboard

const HoursPlot = lazy(() => import('../parts/HoursPlot'));

const spans: Record<string, number> = { '24h': 1, '7d': 7, '30d': 30 };

// Overview is what there is. Each number leads to exactly the list that it counts.
export function Overview() {
  const search = useSearch({ strict: false }) as Record<string, string>;
  const span = search.span && spans[search.span] ? search.span : '24h';
  const counts = useQuery({
    queryKey: ['overview', span],
    queryFn: ({ signal }) =>
      answer(api.GET('/v1/overview', { params: { query: { since: since(span).toISOString() } }, signal })),
    refetchInterval: 10_000,
    placeholderData: (was) => was,
  });
  return (
    <>
      <Head
        title="Overview"
        name="Overview"
        sub="What there is, whose it is, and what is wrong with it. Each number leads to the list it counts."
      />
      {counts.error && <FaultNote error={counts.error} />}
      {counts.isPending ? <Waiting /> : counts.data && <Tiles counts={counts.data} span={span} />}
      <Same cli="tabard overview" api="GET /v1/overview" />
    </>
  );
}

function since(span: string): Date {
  const now = Date.now();
  return new Date(now - (now % 3_600_000) - ((spans[span] ?? 1) * 24 - 1) * 3_600_000);
}

const sum = (counts: Record<string, number>, words?: string[]) =>
  (words ?? Object.keys(counts)).reduce((n, w) => n + (counts[w] ?? 0), 0);

function Tiles({ counts, span }: { counts: Counts; span: string }) {
  const navigate = useNavigate();
  const identities = sum(counts.identities);
  const births = counts.births.reduce((n, h) => n + h.count, 0);
  const blind = sum(counts.systems, ['stale', 'silent', 'failing']);
  const from = useMemo(() => since(span), [span]);
  if (identities === 0 && sum(counts.systems) === 0) {
    return (
      <div className="card">
        <Empty title="No record has come in yet" run="tabard discover files ~      make run">
          Connect a system in the settings, or send audit records to POST /v1/events. An example with samples is one
          command away.
        </Empty>
      </div>
    );
  }
  return (
    <div className="grid">
      <Tile
        to="/identities"
        label="Identities"
        count={identities}
        note={`${count(counts.identities.agent)} judged AI agents`}
      />
      <Tile
        to="/identities"
        search={{ owner: 'none' }}
        label="Orphans"
        count={counts.orphans}
        note="identities that nobody owns"
      />
      <Tile
        to="/findings"
        label="Open findings"
        count={sum(counts.findings)}
        note={`${count(sum(counts.findings, ['critical', 'high']))} high or critical`}
      />
      <Tile
        to="/systems"
        label="Systems"
        count={sum(counts.systems)}
        note={blind ? `${count(blind)} not seen live: unknown is never clean` : 'all seen live'}
      />
      <section className="card c8">
        <div className="cardhead">
          <h2>
            Births an hour{' '}
            <Link className="num" to="/births" search={{ since: from.toISOString() } as never}>
              {count(births)} in {span}
            </Link>
          </h2>
          <span className="range">
            {Object.keys(spans).map((s) => (
              <Link
                key={s}
                to="/"
                search={{ span: s } as never}
                aria-current={s === span ? 'true' : undefined}
                aria-label={`The last ${s}`}
              >
                {s}
              </Link>
            ))}
          </span>
        </div>
        <Suspense fallback={<Waiting />}>
          <HoursPlot
            hours={counts.births}
            from={from}
            what="births"
            told="the list of births tells them one by one"
            open={(since, until) => navigate({ to: '/births', search: { since, until } as never })}
          />
        </Suspense>
      </section>
      <section className="card c4">
        <h2>Open findings by severity</h2>
        <ul className="counts">
          {severities.map((s, i) => (
            <CountRow
              key={s}
              word={s}
              count={counts.findings[s]}
              to="/findings"
              search={i === 0 ? { severity: s } : { severity: s, sort: '-severity' }}
            />
          ))}
        </ul>
        <p className="dim">A list holds its severity and those above.</p>
      </section>
      <section className="card c8">
        <h2>Worst open findings</h2>
        <Worst />
      </section>
      <div className="c4 stack">
        <Counted title="Identities by kind" words={kinds} counts={counts.identities} to="/identities" filter="kind" />
        <Counted
          title="Credentials"
          words={credentialStates}
          counts={counts.credentials}
          to="/credentials"
          filter="state"
        />
        <Counted title="Systems" words={systemStates} counts={counts.systems} to="/systems" filter="state" />
        <Counted
          title="Actions"
          words={actionStates.filter((s) => s !== 'running' && s !== 'approved')}
          counts={counts.actions}
          to="/actions"
          filter="state"
        />
      </div>
    </div>
  );
}

const count = (n: number | undefined) => (n ?? 0).toLocaleString('en-US');

function Tile(t: { to: string; search?: Record<string, string>; label: string; count: number; note: string }) {
  return (
    <Link className="tile c3 half" to={t.to as string} search={(t.search ?? {}) as never}>
      <div className="label">{t.label}</div>
      <div className="big">{count(t.count)}</div>
      <div className="note">{t.note}</div>
    </Link>
  );
}

function CountRow({
  word,
  count: n,
  to,
  search,
}: {
  word: string;
  count: number | undefined;
  to: string;
  search: Record<string, string>;
}) {
  return (
    <li>
      <Link to={to as string} search={search as never}>
        <span>
          <Mark word={word} tone={n ? word : 'none'} />
        </span>
        <span className={n ? 'num' : 'num zero'}>{count(n)}</span>
      </Link>
    </li>
  );
}

function Counted(c: { title: string; words: string[]; counts: Record<string, number>; to: string; filter: string }) {
  return (
    <section className="card">
      <h2>{c.title}</h2>
      <ul className="counts">
        {c.words.map((w) => (
          <CountRow key={w} word={w} count={c.counts[w]} to={c.to} search={{ [c.filter]: w }} />
        ))}
      </ul>
    </section>
  );
}

function Worst() {
  const worst = useQuery({
    queryKey: ['/v1/findings', 'worst'],
    queryFn: ({ signal }) => list<Finding>('/v1/findings', { state: 'open', sort: '-severity', limit: '10' }, signal),
    refetchInterval: 10_000,
  });
  if (worst.error) return <FaultNote error={worst.error} />;
  if (!worst.data) return <Waiting />;
  if (worst.data.items.length === 0) {
    return (
      <Empty title="Nothing is open" run="tabard detections">
        No detection found anything in what was seen. What no system showed is not judged.
      </Empty>
    );
  }
  return (
    <section className="scroll" aria-label="Worst open findings" {...reachable}>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">Severity</th>
            <th scope="col">What</th>
            <th scope="col">Who</th>
            <th scope="col" className="right">
              Last
            </th>
          </tr>
        </thead>
        <tbody>
          {worst.data.items.map((f) => (
            <tr key={f.id}>
              <td>
                <Mark word={f.severity} />
              </td>
              <td>
                <Link to={'/findings/$id' as string} params={{ id: f.id } as never}>
                  <Name text={f.summary} most={160} />
                </Link>
              </td>
              <td>
                <IdentityLink id={f.identity.id} name={f.identity.name} />
              </td>
              <td className="right tight">
                <When at={f.last} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
