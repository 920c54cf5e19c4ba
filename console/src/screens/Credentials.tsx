import type { Credential } from '../api/client';
import { Head } from '../parts/Head';
import { type Column, List, Nothing } from '../parts/List';
import { IdentityLink, Mark, Name, When } from '../parts/marks';
import { credentialKinds, credentialStates } from '../parts/words';

export const credentialColumns: Column<Credential>[] = [
  { label: 'Kind', cell: (c) => <Mark word={c.kind} tone="none" /> },
  {
    label: 'Id in its system',
    cell: (c) => (
      <span className="mono">
        <Name text={c.native_id || c.fingerprint || c.id} />
      </span>
    ),
  },
  { label: 'System', cell: (c) => <Name text={c.system} most={60} /> },
  { label: 'State', cell: (c) => <Mark word={c.state} /> },
  { label: 'Created', right: true, tight: true, cell: (c) => <When at={c.created} /> },
  { label: 'Last used', right: true, tight: true, cell: (c) => <When at={c.last_used} /> },
  {
    label: 'Expires',
    right: true,
    tight: true,
    cell: (c) => (c.never_expires ? <Mark word="never" tone="medium" /> : <When at={c.expires} />),
  },
];

const columns: Column<Credential>[] = [
  ...credentialColumns.slice(0, 2),
  { label: 'Proves', tight: true, cell: (c) => <IdentityLink id={c.identity} /> },
  ...credentialColumns.slice(2),
];

export function Credentials() {
  return (
    <>
      <Head
        title="Credentials"
        name="Credentials"
        sub="What proves an identity. Tabard keeps fingerprints and dates, never a value."
      />
      <List<Credential>
        path="/v1/credentials"
        label="Credentials"
        columns={columns}
        open={(c) => `/identities/${c.identity}`}
        filters={[
          { name: 'kind', label: 'Kind', options: credentialKinds },
          { name: 'state', label: 'State', options: credentialStates },
          { name: 'system', label: 'System' },
          { name: 'identity', label: 'Identity, by its id' },
          { name: 'fingerprint', label: 'Fingerprint' },
        ]}
        empty={<Nothing what="credentials" run="tabard discover files ~" />}
      />
    </>
  );
}
