import { describe, expect, it } from 'vitest';
import type { Kin, Lineage } from '../api/client';
import { graphOf } from '../parts/graph';

const kin = (id: string): Kin => ({ id, name: id, kind: 'agent', system: 's', owner: '', risk: 0, findings: 0 });

function lineage(id: string, more: Partial<Lineage> = {}): Lineage {
  return {
    identity: kin(id),
    makers: [],
    more_makers: false,
    made: [],
    more_made: false,
    credentials: [],
    more_credentials: false,
    reaches: [],
    more_reaches: false,
    ...more,
  };
}

const reach = (resource: string) => ({ resource, permissions: ['read'], grants: 1, used: false });

describe('the graph of lineages', () => {
  it('leads from the first maker to what was made', () => {
    const { edges } = graphOf('c', [lineage('c', { makers: [kin('b'), kin('a')], made: [kin('d')] })], {});
    expect(edges.map((e) => `${e.source}>${e.target}`)).toEqual(['b>c', 'a>b', 'c>d']);
  });

  it('has each thing once, however many lineages tell of it', () => {
    const one = lineage('a', { made: [kin('b')], reaches: [reach('db')] });
    const two = lineage('b', { makers: [kin('a')], reaches: [reach('db')] });
    const { nodes, edges } = graphOf('a', [one, two], {});
    expect(nodes.map((n) => n.id).sort()).toEqual(['a', 'b', 's db']);
    expect(edges.map((e) => `${e.source}>${e.target}`).sort()).toEqual(['a>b', 'a>s db', 'b>s db']);
  });

  it('shows a part of a large group, says how many are left, and shows more when asked', () => {
    const made = Array.from({ length: 200 }, (_, i) => kin(`made${i}`));
    const line = [lineage('a', { made, more_made: true })];
    const some = graphOf('a', line, {});
    expect(some.nodes).toHaveLength(1 + 10 + 1);
    expect(some.nodes.at(-1)?.part).toMatchObject({ sort: 'more', of: 'a', group: 'made', left: 'more than 190' });
    expect(graphOf('a', line, { 'a made': 60 }).nodes).toHaveLength(1 + 60 + 1);
  });

  it('stands identities that made each other', () => {
    const { edges } = graphOf('a', [lineage('a', { makers: [kin('b')], made: [kin('b')] })], {});
    expect(edges).toHaveLength(2);
  });
});
