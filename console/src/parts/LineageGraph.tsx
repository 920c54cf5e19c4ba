import '@xyflow/react/dist/base.css';
import { graphlib, layout } from '@dagrejs/dagre';
import { Button, useComputedColorScheme } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import {
  Controls,
  type Edge,
  Handle,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  type ReactFlowInstance,
} from '@xyflow/react';
import { createContext, useContext, useEffect, useMemo, useRef } from 'react';
import type { Lineage } from '../api/client';
import { type GraphEdge, type GraphNode, type Group, graphOf, type Part } from './graph';
import { inert } from './inert';
import { Mark } from './marks';

const width = 216;
const height = 54;

interface Given {
  self: string;
  lineages: Lineage[];
  shown: Record<string, number>;
  expand: (id: string) => void;
  more: (of: string, group: Group) => void;
}

type Shown = Node<{ part: Part }>;

const Asked = createContext<Pick<Given, 'expand' | 'more'>>({ expand: () => {}, more: () => {} });

// LineageGraph draws who made whom from left to right, and what that proves and reaches. Its nodes hold links and buttons, so
// that the keyboard reaches them; beside it the same is there as a list.
export default function LineageGraph({ self, lineages, shown, expand, more }: Given) {
  const scheme = useComputedColorScheme('light');
  const flow = useRef<ReactFlowInstance<Shown, Edge>>(null);
  const { nodes, edges } = useMemo(() => place(graphOf(self, lineages, shown)), [self, lineages, shown]);
  const asked = useMemo(() => ({ expand, more }), [expand, more]);
  const count = nodes.length;
  const seen = useRef(0);
  useEffect(() => {
    const first = seen.current === 0;
    seen.current = count;
    if (count === 0 || !flow.current) return;
    if (first) void flow.current.fitView({ minZoom: 0.5, maxZoom: 1, padding: 0.08 });
  }, [count]);
  return (
    <Asked.Provider value={asked}>
      <div className="graph">
        <ReactFlow<Shown, Edge>
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          onInit={(made) => {
            flow.current = made;
          }}
          colorMode={scheme}
          fitView
          fitViewOptions={{ minZoom: 0.5, maxZoom: 1, padding: 0.08 }}
          minZoom={0.1}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          onlyRenderVisibleElements
          preventScrolling={false}
          zoomOnScroll={false}
          zoomOnPinch
          proOptions={{ hideAttribution: true }}
          aria-label={`Lineage, ${count} nodes`}
        >
          <Controls showInteractive={false} fitViewOptions={{ padding: 0.08, duration: 0 }} />
        </ReactFlow>
      </div>
    </Asked.Provider>
  );
}

// place gives every node its place, makers to the left of what they made.
function place({ nodes, edges }: { nodes: GraphNode[]; edges: GraphEdge[] }): { nodes: Shown[]; edges: Edge[] } {
  const graph = new graphlib.Graph().setDefaultEdgeLabel(() => ({}));
  graph.setGraph({ rankdir: 'LR', nodesep: 10, ranksep: 64 });
  for (const n of nodes) graph.setNode(n.id, { width, height });
  for (const e of edges) graph.setEdge(e.source, e.target);
  layout(graph);
  return {
    nodes: nodes.map((n) => {
      const at = graph.node(n.id);
      return {
        id: n.id,
        type: 'part',
        data: { part: n.part },
        position: { x: (at.x ?? 0) - width / 2, y: (at.y ?? 0) - height / 2 },
        width,
        height,
        initialWidth: width,
        initialHeight: height,
      };
    }),
    edges: edges.map((e) => ({ ...e, className: e.says, type: 'default' })),
  };
}

const nodeTypes = { part: PartNode };

function PartNode({ data: { part } }: NodeProps<Shown>) {
  return (
    <div className="part" data-sort={part.sort} data-self={(part.sort === 'identity' && part.self) || undefined}>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <Inside part={part} />
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </div>
  );
}

function Inside({ part }: { part: Part }) {
  const { expand, more } = useContext(Asked);
  switch (part.sort) {
    case 'identity':
      return (
        <>
          <div className="partname">
            {part.self ? (
              <strong title={inert(part.kin.name)}>{inert(part.kin.name, 60)}</strong>
            ) : (
              <Link to={'/identities/$id' as string} params={{ id: part.kin.id } as never} title={inert(part.kin.name)}>
                {inert(part.kin.name, 60)}
              </Link>
            )}
          </div>
          <div className="partfoot">
            <Mark word={part.kin.kind} />
            {!part.kin.owner && <span className="dim">nobody’s</span>}
            {part.kin.findings > 0 && <span className="dim">{part.kin.findings} findings</span>}
            {!part.open && (
              <button
                type="button"
                className="grow nopan"
                aria-label={`Expand ${inert(part.kin.name, 60)}`}
                onClick={() => expand(part.kin.id)}
              >
                +
              </button>
            )}
          </div>
        </>
      );
    case 'credential':
      return (
        <>
          <div className="partname mono">{inert(part.name || 'not named', 60)}</div>
          <div className="partfoot">
            <span className="dim">{part.kind}</span> <Mark word={part.state} />
          </div>
        </>
      );
    case 'reach':
      return (
        <>
          <div className="partname mono" title={part.permissions.map((p) => inert(p, 80)).join(', ')}>
            {inert(part.name || 'everything', 60)}
          </div>
          <div className="partfoot">
            <span className="dim">
              {part.grants} {part.grants === 1 ? 'grant' : 'grants'}
            </span>{' '}
            {part.used && <Mark word="used" tone="active" />}
          </div>
        </>
      );
    case 'more':
      return (
        <Button
          size="compact-xs"
          variant="subtle"
          className="nopan"
          onClick={() => more(part.of, part.group)}
        >{`${part.left} more`}</Button>
      );
  }
}
