import type { Identity } from '../api/client';
import { Head } from '../parts/Head';
import { type Column, List, Nothing } from '../parts/List';
import { IdentityLink, Mark, Name, OwnerMark, When } from '../parts/marks';
import { identityStates, kinds } from '../parts/words';

const columns: Column<Identity>[] = [
  {
    label: 'Name',
    wide: true,
    sort: 'name',
    cell: (i) => (
      <>
        <IdentityLink id={i.id} name={i.name} />
        {i.native_id !== i.name && (
          <div className="dim mono">
            <Name text={i.native_id} most={72} />
          </div>
        )}
      </>
    ),
  },
  {
    label: 'Kind',
    tight: true,
    cell: (i) => (
      <>
        <Mark word={i.kind.value} /> <span className="dim num">{Math.round(i.kind.confidence * 100)}%</span>
      </>
    ),
  },
  { label: 'Owner', cell: (i) => <OwnerMark owner={i.owner} /> },
  { label: 'System', cell: (i) => <Name text={i.system || i.realm} most={60} /> },
  { label: 'Risk', right: true, cell: (i) => i.risk.score },
  { label: 'Findings', right: true, cell: (i) => i.findings },
  { label: 'Credentials', right: true, cell: (i) => i.credentials },
  { label: 'State', cell: (i) => <Mark word={i.state} /> },
  { label: 'Last seen', sort: 'last_seen', right: true, tight: true, cell: (i) => <When at={i.last_seen} /> },
];

export function Identities() {
  return (
    <>
      <Head
        title="Identities"
        name="Identities"
        sub="Who there is: agents, workloads, service accounts, people, and those of whom nobody can tell yet."
      />
      <List<Identity>
        path="/v1/identities"
        label="Identities"
        columns={columns}
        open={(i) => `/identities/${i.id}`}
        filters={[
          { name: 'q', label: 'Part of the name or id' },
          { name: 'kind', label: 'Kind', options: kinds },
          { name: 'state', label: 'State', options: identityStates },
          { name: 'owner', label: 'Owner, or none' },
          { name: 'system', label: 'System' },
        ]}
        empty={<Nothing what="identities" run="tabard systems" />}
      />
    </>
  );
}
