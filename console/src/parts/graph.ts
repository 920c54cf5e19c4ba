import type { Kin, Lineage } from '../api/client';

// What a node of a lineage stands for.
export type Part =
  | { sort: 'identity'; kin: Kin; open: boolean; self: boolean }
  | { sort: 'credential'; name: string; kind: string; state: string }
  | { sort: 'reach'; name: string; grants: number; used: boolean; permissions: string[] }
  | { sort: 'more'; of: string; group: Group; left: string };

export type Group = 'made' | 'credentials' | 'reaches';

export interface GraphNode {
  id: string;
  part: Part;
}

export interface GraphEdge {
  id: string;
  source: string;
  target: string;
  says: 'made' | 'proves' | 'reaches';
}

// How many of a group are shown at once; the rest comes when somebody asks.
export const first: Record<Group, number> = { made: 10, credentials: 4, reaches: 8 };

// graphOf joins lineages to one graph. Shown says how many of a group are asked for, by "ID GROUP".
export function graphOf(self: string, lineages: Lineage[], shown: Record<string, number>) {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  const open = new Set(lineages.map((l) => l.identity.id));
  const identity = (kin: Kin) => {
    if (!nodes.has(kin.id)) {
      nodes.set(kin.id, {
        id: kin.id,
        part: { sort: 'identity', kin, open: open.has(kin.id), self: kin.id === self },
      });
    }
    return kin.id;
  };
  const join = (source: string, target: string, says: GraphEdge['says']) => {
    const id = `${source} ${target}`;
    edges.set(id, { id, source, target, says });
  };
  for (const l of lineages) {
    const id = identity(l.identity);
    let below = id;
    for (const maker of l.makers) {
      join(identity(maker), below, 'made');
      below = maker.id;
    }
    const group = <T>(name: Group, all: T[], unread: boolean, says: GraphEdge['says'], add: (one: T) => string) => {
      const most = shown[`${id} ${name}`] ?? first[name];
      for (const one of all.slice(0, most)) join(id, add(one), says);
      if (all.length > most || unread) {
        const more = `${id} ${name} more`;
        const left = unread ? `more than ${all.length - most}` : `${all.length - most}`;
        nodes.set(more, { id: more, part: { sort: 'more', of: id, group: name, left } });
        join(id, more, says);
      }
    };
    group('made', l.made, l.more_made, 'made', identity);
    group('credentials', l.credentials, l.more_credentials, 'proves', (c) => {
      nodes.set(c.id, { id: c.id, part: { sort: 'credential', name: c.name, kind: c.kind, state: c.state } });
      return c.id;
    });
    group('reaches', l.reaches, l.more_reaches, 'reaches', (r) => {
      const at = `${l.identity.system} ${r.resource}`; // the same resource of one system is one node
      nodes.set(at, {
        id: at,
        part: { sort: 'reach', name: r.resource, grants: r.grants, used: r.used, permissions: r.permissions },
      });
      return at;
    });
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}
