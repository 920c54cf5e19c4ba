import { Link } from '@tanstack/react-router';
import type { Finding } from '../api/client';
import { Bulk } from '../parts/Bulk';
import { Head } from '../parts/Head';
import { type Column, List } from '../parts/List';
import { IdentityLink, Mark, Name, OwnerMark, When } from '../parts/marks';
import { Empty } from '../parts/states';
import { findingStates, severities } from '../parts/words';

const columns: Column<Finding>[] = [
  { label: 'Severity', sort: 'severity', cell: (f) => <Mark word={f.severity} /> },
  {
    label: 'What',
    wide: true,
    cell: (f) => (
      <>
        <Link to={'/findings/$id' as string} params={{ id: f.id } as never}>
          <Name text={f.summary} most={220} />
        </Link>
        <div className="dim mono">
          <Name text={f.detection} />
        </div>
      </>
    ),
  },
  { label: 'Who', cell: (f) => <IdentityLink id={f.identity.id} name={f.identity.name} /> },
  { label: 'Owner', cell: (f) => <OwnerMark owner={f.owner} /> },
  { label: 'Times', right: true, cell: (f) => f.count.toLocaleString('en-US') },
  { label: 'Last', sort: 'last', right: true, tight: true, cell: (f) => <When at={f.last} /> },
  { label: 'State', cell: (f) => <Mark word={f.state} tone="none" /> },
];

const usual = { state: 'open', sort: '-severity' };

export function Findings() {
  return (
    <>
      <Head
        title="Findings"
        name="Findings"
        sub={
          <>
            What was judged wrong, with its evidence. <kbd>j</kbd> <kbd>k</kbd> move, <kbd>Enter</kbd> opens,{' '}
            <kbd>x</kbd> chooses, <kbd>e</kbd> chooses all of the same detection; <kbd>a</kbd> assigns, <kbd>s</kbd>{' '}
            snoozes, <kbd>c</kbd> closes.
          </>
        }
      />
      <List<Finding>
        path="/v1/findings"
        label="Findings"
        columns={columns}
        usual={usual}
        bulk={(chosen, current, clear) => <Bulk chosen={chosen} current={current} clear={clear} />}
        equal={(a, b) => a.detection === b.detection}
        open={(f) => `/findings/${f.id}`}
        filters={[
          { name: 'severity', label: 'Severity, and worse', options: severities },
          { name: 'state', label: 'State', options: findingStates },
          { name: 'system', label: 'System' },
          { name: 'owner', label: 'Owner, or none' },
          { name: 'detection', label: 'Detection, or beginning*' },
        ]}
        empty={
          <Empty title="Nothing here" run="tabard detections">
            No finding matches these filters. What no system showed is not judged: see Systems.
          </Empty>
        }
      />
    </>
  );
}
