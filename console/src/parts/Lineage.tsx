import { useQuery } from '@tanstack/react-query';
import { answer, api, type Identity, list } from '../api/client';
import { inert } from './inert';
import { IdentityLink, Mark } from './marks';
import { FaultNote } from './states';

const highest = 6; // makers above; a longer chain is said to go on

// makers reads who made it, and who made them, the first maker first.
async function makers(of: Identity, signal: AbortSignal): Promise<Identity[]> {
  const chain: Identity[] = [];
  for (let id = of.created_by; id && chain.length < highest && !chain.some((i) => i.id === id) && id !== of.id; ) {
    const maker: Identity = await answer(api.GET('/v1/identities/{id}', { params: { path: { id } }, signal }));
    chain.unshift(maker);
    id = maker.created_by;
  }
  return chain;
}

// Lineage shows who made an identity, and which identities it made.
export function Lineage({ identity }: { identity: Identity }) {
  const above = useQuery({ queryKey: ['makers', identity.id], queryFn: ({ signal }) => makers(identity, signal) });
  const below = useQuery({
    queryKey: ['/v1/identities', 'made', identity.id],
    queryFn: ({ signal }) => list<Identity>('/v1/identities', { created_by: identity.id, limit: '20' }, signal),
  });
  if (above.error || below.error) return <FaultNote error={above.error ?? below.error} />;
  const children = below.data?.items ?? [];
  const tree = (chain: Identity[]) => {
    const [first, ...rest] = chain;
    if (!first) return null;
    return (
      <ul className="line">
        <li data-here={first.id === identity.id || undefined}>
          {first.id === identity.id ? (
            <strong>{inert(first.name)}</strong>
          ) : (
            <IdentityLink id={first.id} name={first.name} />
          )}{' '}
          <Mark word={first.kind.value} />
          {rest.length > 0 ? tree(rest) : children.length > 0 && <Made made={children} more={!!below.data?.next} />}
        </li>
      </ul>
    );
  };
  return (
    <>
      {!identity.created_by && <p className="dim">Nobody was seen making it: it was there before the first record.</p>}
      {(above.data?.length ?? 0) >= highest && <p className="dim">The chain goes on above.</p>}
      {tree([...(above.data ?? []), identity])}
    </>
  );
}

function Made({ made, more }: { made: Identity[]; more: boolean }) {
  return (
    <ul className="line">
      {made.map((c) => (
        <li key={c.id}>
          <IdentityLink id={c.id} name={c.name} /> <Mark word={c.kind.value} />
        </li>
      ))}
      {more && <li className="dim">and more</li>}
    </ul>
  );
}
