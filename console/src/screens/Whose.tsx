import { Button, PasswordInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answer, api, type Credential, type Identity, list } from '../api/client';
import { Head, Same } from '../parts/Head';
import { IdentityLink, Mark, Name, OwnerMark, When } from '../parts/marks';
import { fingerprint, secretive } from '../parts/secret';
import { Empty, FaultNote, Waiting } from '../parts/states';

interface Asked {
  shown: string; // what was asked for, fit to show
  sent: string; // what is sent: never a secret
  hashed: boolean;
}

interface Found {
  identity: Identity;
  by: string;
  credential?: Credential;
}

// Whose answers whose a key, ARN, address or fingerprint is. It is not kept in the address bar: it may be a secret.
export function Whose() {
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<Asked>();
  const found = useQuery({
    queryKey: ['whose', asked?.sent],
    queryFn: ({ signal }) => find(asked as Asked, signal),
    enabled: asked !== undefined,
    retry: false,
  });
  async function ask(e: FormEvent) {
    e.preventDefault();
    const given = text.trim();
    if (!given) return;
    if (!secretive(given)) return setAsked({ shown: given, sent: given, hashed: false });
    setText('');
    const print = await fingerprint(given);
    setAsked({ shown: print, sent: print, hashed: true });
  }
  return (
    <>
      <Head
        title="Whose is this?"
        name="Whose is this?"
        sub="Paste a key, an ARN, an e-mail address, a name or a fingerprint. What may be a secret is hashed in this browser; only its fingerprint is asked for."
      />
      <form className="whose" onSubmit={ask}>
        <PasswordInput
          label="What did you find?"
          value={text}
          onChange={(e) => setText(e.currentTarget.value)}
          autoFocus
          autoComplete="off"
          data-1p-ignore
          visible={!secretive(text.trim())}
        />
        <Button type="submit">Whose is it?</Button>
      </form>
      {asked && (
        <p className="dim">
          {asked.hashed ? 'It may be a secret, so it was hashed here. Asked for: ' : 'Asked for: '}
          <code>
            <Name text={asked.shown} most={160} />
          </code>
        </p>
      )}
      {found.error && <FaultNote error={found.error} />}
      {asked && found.isPending && <Waiting />}
      {found.data?.length === 0 && (
        <Empty title="Nothing known matches" run="tabard discover files ~">
          No system that Tabard sees told of it. That is unknown, not safe: a leaked key of a system that is not
          connected is still a leaked key.
        </Empty>
      )}
      <div className="stack">
        {found.data?.map((f) => (
          <Answer key={f.identity.id} found={f} />
        ))}
      </div>
      <Same
        cli="tabard get identities --filter q=NAME"
        api="GET /v1/identities?q= · GET /v1/credentials?fingerprint="
      />
    </>
  );
}

function Answer({ found: { identity: i, by, credential } }: { found: Found }) {
  return (
    <section className="card">
      <div className="cardhead">
        <h2>
          <IdentityLink id={i.id} name={i.name} /> <Mark word={i.kind.value} /> <Mark word={i.state} />
        </h2>
        <span className="dim">{by}</span>
      </div>
      <dl className="facts">
        <dt>Owner</dt>
        <dd>
          <OwnerMark owner={i.owner} />
        </dd>
        <dt>System</dt>
        <dd>
          <Name text={i.system || i.realm} />
        </dd>
        <dt>Native id</dt>
        <dd className="mono">
          <Name text={i.native_id} />
        </dd>
        {credential && (
          <>
            <dt>Credential</dt>
            <dd>
              {credential.kind} <Mark word={credential.state} /> last used <When at={credential.last_used} />
            </dd>
          </>
        )}
        <dt>Reach</dt>
        <dd className="num">
          {i.grants} grants, {i.credentials} credentials, {i.findings} findings
        </dd>
        <dt>Last seen</dt>
        <dd>
          <When at={i.last_seen} />
        </dd>
      </dl>
    </section>
  );
}

// find looks a text up as an id, a fingerprint, a native id and a part of a name, the surest first.
async function find(asked: Asked, signal: AbortSignal): Promise<Found[]> {
  const found = new Map<string, Found>();
  const add = (f: Found) => found.has(f.identity.id) || found.set(f.identity.id, f);
  const identity = (id: string) => answer(api.GET('/v1/identities/{id}', { params: { path: { id } }, signal }));
  const lookups: Record<string, string>[] = [{ fingerprint: asked.sent }];
  if (!/^[a-z0-9]+:/.test(asked.sent)) lookups.push({ fingerprint: `sha256:${asked.sent}` });
  if (!asked.hashed) lookups.push({ native_id: asked.sent });
  for (const lookup of lookups) {
    const credentials = await list<Credential>('/v1/credentials', { ...lookup, limit: '10' }, signal);
    for (const credential of credentials.items) {
      if (credential.identity)
        add({ identity: await identity(credential.identity), by: 'by its credential', credential });
    }
  }
  if (asked.hashed) return [...found.values()];
  for (const [by, query] of [
    ['by its id in the system', { native_id: asked.sent }],
    ['by a part of its name or id', { q: asked.sent.slice(0, 256) }],
  ] as const) {
    const page = await list<Identity>('/v1/identities', { ...query, limit: '20' }, signal);
    for (const i of page.items) add({ identity: i, by });
  }
  return [...found.values()];
}
