import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api, type Detection } from '../api/client';
import { Head } from '../parts/Head';
import { inert } from '../parts/inert';
import { type Column, List, Nothing } from '../parts/List';
import { Mark, Name, When } from '../parts/marks';
import { Spark } from '../parts/Spark';
import { severities } from '../parts/words';

const columns: Column<Detection>[] = [
  { label: 'Severity', sort: 'severity', cell: (d) => <Mark word={d.severity} /> },
  {
    label: 'Looks for',
    sort: 'id',
    wide: true,
    cell: (d) => (
      <>
        <Link to={'/detections/$id' as string} params={{ id: d.id } as never}>
          <Name text={d.title} />
        </Link>{' '}
        {d.own && <Mark word="own" tone="agent" />}
        <div className="dim mono">
          <Name text={d.id} />
        </div>
      </>
    ),
  },
  { label: 'Log', tight: true, cell: (d) => <Name text={d.families.join(', ')} most={60} /> },
  { label: 'State', cell: (d) => <Mark word={d.enabled ? 'on' : 'off'} tone={d.enabled ? 'active' : 'stale'} /> },
  {
    label: 'Hits in 30 days',
    sort: 'hits',
    right: true,
    tight: true,
    cell: (d) => (
      <span className="hits">
        {d.hits > 0 && <Spark counts={d.days} to={Math.max(...d.days.map((h) => Date.parse(h.start)))} />}
        <span className={d.hits === 0 ? 'dim' : undefined}>{d.hits.toLocaleString('en-US')}</span>
      </span>
    ),
  },
  { label: 'Cost', sort: 'cost', right: true, tight: true, cell: (d) => <Cost cost={d.cost} /> },
  { label: 'Known as', cell: (d) => <span className="dim mono">{inert([...d.nhi, ...d.mitre].join(' '), 80)}</span> },
];

function Cost({ cost }: { cost: Detection['cost'] }) {
  if (cost.asked === 0) return <span className="dim">never asked</span>;
  return (
    <>
      {(cost.share * 100).toFixed(1)}%<div className="dim">{cost.ns_per_event.toLocaleString('en-US')} ns/event</div>
    </>
  );
}

// Detections is the catalogue: what is looked for, what it gave and cost, and what is off.
export function Detections() {
  return (
    <>
      <Head
        title="Detections"
        name="Detections"
        sub="What is looked for, what it gave and what it cost since judging started. What is off raises nothing."
      >
        <Button size="xs" component={Link} to={'/detections/test' as string}>
          Test a record
        </Button>
      </Head>
      <OwnRules />
      <List<Detection>
        path="/v1/detections"
        label="Detections"
        columns={columns}
        open={(d) => `/detections/${encodeURIComponent(d.id)}`}
        filters={[
          { name: 'q', label: 'Part of the title or id' },
          { name: 'severity', label: 'Severity, and worse', options: severities },
          { name: 'state', label: 'State', options: ['on', 'off'] },
          { name: 'origin', label: 'From', options: ['built-in', 'own'] },
          { name: 'family', label: 'Log family', width: 140 },
          { name: 'nhi', label: 'OWASP NHI', width: 96 },
          { name: 'mitre', label: 'ATT&CK', width: 96 },
        ]}
        empty={<Nothing what="detections" run="tabard detections" />}
      />
    </>
  );
}

// OwnRules says what became of the folder of the user's own rules.
function OwnRules() {
  const rules = useQuery({
    queryKey: ['rules'],
    queryFn: ({ signal }) => answer(api.GET('/v1/rules', { signal })),
    refetchInterval: 5_000,
  });
  const r = rules.data;
  if (!r?.folder) return null;
  if (r.problem) {
    return (
      <div className="stopped" role="alert">
        <strong>The changed rules are not in force.</strong> {r.rules.toLocaleString('en-US')} of your own from before
        are, since <When at={r.loaded} />. Mend the file; it is read again within two seconds.
        <div className="mono">{inert(r.problem, 600)}</div>
      </div>
    );
  }
  return (
    <p className="dim noted">
      {r.rules.toLocaleString('en-US')} rules of your own in force since <When at={r.loaded} />. A changed folder is
      taken by itself.
    </p>
  );
}
