import type { System } from '../api/client';
import { Head } from '../parts/Head';
import { type Column, List } from '../parts/List';
import { Mark, Name, When } from '../parts/marks';
import { Empty } from '../parts/states';
import { systemStates } from '../parts/words';

const columns: Column<System>[] = [
  { label: 'System', cell: (s) => <Name text={s.name} /> },
  { label: 'State', cell: (s) => <Mark word={s.state} /> },
  { label: 'Connector', cell: (s) => <Name text={s.connector} most={60} /> },
  { label: 'Last record', right: true, tight: true, cell: (s) => <When at={s.last_record} /> },
  { label: 'Last listing', right: true, tight: true, cell: (s) => <When at={s.last_listing} /> },
  { label: 'Records', right: true, cell: (s) => s.records.toLocaleString('en-US') },
  { label: 'Not seen', cell: (s) => <Lines texts={s.gaps} none="no gap known" /> },
  { label: 'Permissions missing', cell: (s) => <Lines texts={s.missing_permissions} none="none known" /> },
];

function Lines({ texts, none }: { texts: string[]; none: string }) {
  if (texts.length === 0) return <span className="dim">{none}</span>;
  return texts.slice(0, 5).map((text) => (
    <div key={text}>
      <Name text={text} />
    </div>
  ));
}

export function Systems() {
  return (
    <>
      <Head
        title="Systems"
        name="Systems"
        sub="What Tabard is connected to, how fresh that is, and what it cannot see. What is stale or silent is unknown, never clean."
      />
      <List<System>
        path="/v1/systems"
        label="Systems"
        columns={columns}
        filters={[
          { name: 'state', label: 'State', options: systemStates },
          { name: 'connector', label: 'Connector' },
        ]}
        empty={
          <Empty title="No system is connected" run="tabard serve --config tabard.yaml">
            Put a system into the settings, or send records to POST /v1/events.
          </Empty>
        }
      />
    </>
  );
}
