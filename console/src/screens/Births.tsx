import type { Birth } from '../api/client';
import { Head } from '../parts/Head';
import { type Column, List, Nothing } from '../parts/List';
import { IdentityLink, Mark, Name, OwnerMark, When } from '../parts/marks';

const columns: Column<Birth>[] = [
  { label: 'When', sort: 'time', tight: true, cell: (b) => <When at={b.time} /> },
  { label: 'Kind', cell: (b) => <Mark word={b.kind} tone="none" /> },
  {
    label: 'Born',
    cell: (b) => (b.subject.startsWith('id_') ? <IdentityLink id={b.subject} name={b.name} /> : <Name text={b.name} />),
  },
  { label: 'Made by', tight: true, cell: (b) => <IdentityLink id={b.creator} /> },
  { label: 'Owner', cell: (b) => <OwnerMark owner={b.owner} /> },
  { label: 'From', cell: (b) => <Name text={b.source ?? ''} most={60} /> },
  { label: 'System', cell: (b) => <Name text={b.system} most={60} /> },
];

export function Births() {
  return (
    <>
      <Head title="Births" name="Births" sub="Each creation of an identity, credential or trust, and who made it." />
      <List<Birth>
        path="/v1/births"
        label="Births"
        columns={columns}
        filters={[
          { name: 'kind', label: 'Kind', options: ['identity', 'credential', 'trust'] },
          { name: 'system', label: 'System' },
          { name: 'creator', label: 'Made by: id, or unknown' },
          { name: 'since', label: 'Since' },
          { name: 'until', label: 'Before' },
        ]}
        empty={<Nothing what="births" run="tabard systems" />}
      />
    </>
  );
}
