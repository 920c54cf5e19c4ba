import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { facets, type Listed, list } from '../api/client';
import { type Filter, FilterField } from './Filters';
import { Same } from './Head';
import { useKeys } from './keys';
import { SaveRows } from './SaveRows';
import { Empty, FaultNote, Waiting } from './states';
import { Columns, SavedViews } from './Views';

export interface Column<T> {
  label: string;
  sort?: string; // the server's name for sorting by it
  right?: boolean;
  tight?: boolean;
  wide?: boolean;
  cell: (row: T) => ReactNode;
}

interface Given<T> {
  path: Listed;
  label: string;
  columns: Column<T>[];
  filters: Filter[];
  usual?: Record<string, string>; // filters that hold where the address names none; "any" lifts one
  open?: (row: T) => string; // the address of a row's own view
  empty: ReactNode;
  bulk?: (chosen: T[], current: T | undefined, clear: () => void) => ReactNode; // what can be done with several rows
  equal?: (a: T, b: T) => boolean; // rows that e chooses together
}

const reachable = { tabIndex: 0 }; // what scrolls must be in reach of the keyboard

// List is a list of the server, page by page. Its filters and order are in the address, so a view of it is a link.
export function List<T extends { id?: string; name?: string }>({
  path,
  label,
  columns,
  filters,
  usual,
  open,
  empty,
  bulk,
  equal,
}: Given<T>) {
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Record<string, string>;
  const query = useMemo(() => {
    const { hide: _, ...all }: Record<string, string> = { ...usual, ...search };
    return Object.fromEntries(Object.entries(all).filter(([, v]) => v && v !== 'any'));
  }, [search, usual]);
  const pages = useInfiniteQuery({
    queryKey: [path, query],
    queryFn: ({ pageParam, signal }) => list<T>(path, { ...query, limit: '100', cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
    refetchInterval: (q) => ((q.state.data?.pages.length ?? 0) <= 1 ? 15_000 : false),
  });
  const narrowed = useMemo(() => {
    const { sort: _, ...rest } = query;
    return rest;
  }, [query]);
  const counts = useQuery({
    queryKey: [path, 'facets', narrowed],
    queryFn: ({ signal }) => facets(path, narrowed, signal),
    staleTime: 15_000,
    placeholderData: (was) => was,
  });
  const hidden = useMemo(() => new Set((search.hide ?? '').split(',').filter(Boolean)), [search.hide]);
  const seen = columns.filter((c) => !hidden.has(c.label));
  const rows = pages.data?.pages.flatMap((p) => p.items) ?? [];
  const [at, setAt] = useState(-1);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const idOf = (row: T) => row.id ?? row.name ?? '';
  const tick = (some: T[], on: boolean) =>
    setTicked((was) => {
      const now = new Set(was);
      for (const row of some) on ? now.add(idOf(row)) : now.delete(idOf(row));
      return now;
    });
  const clear = () => setTicked(new Set());
  const body = useRef<HTMLTableSectionElement>(null);

  const set = (name: string, value: string) =>
    navigate({
      to: '.',
      search: ((was: Record<string, string>) => ({
        ...was,
        [name]: value || (usual?.[name] ? 'any' : undefined),
      })) as never,
      replace: true,
    });
  const move = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    setAt(next);
    body.current?.rows[next]?.scrollIntoView({ block: 'nearest' });
  };
  useKeys({
    j: () => move(at + 1),
    k: () => move(at - 1),
    x: () => {
      const row = rows[at];
      if (bulk && row) tick([row], !ticked.has(idOf(row)));
    },
    e: () => {
      const row = rows[at];
      if (bulk && equal && row)
        tick(
          rows.filter((one) => equal(one, row)),
          true,
        );
    },
    Escape: clear,
    // biome-ignore lint/correctness/noComponentHookFactories: Enter is the name of a key
    Enter: () => {
      const row = rows[at];
      if (row && open) navigate({ to: open(row) });
    },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list has another first row
  useEffect(() => {
    setAt(-1);
    setTicked(new Set());
  }, [query]);

  const asked = new URLSearchParams(query).toString();
  const cli = `tabard get ${path.slice(4)}${Object.entries(query)
    .map(([k, v]) => (k === 'sort' ? ` --sort=${v}` : ` --filter '${k}=${v}'`))
    .join('')}`;
  return (
    <>
      <div className="filters">
        {filters.map((f) => (
          <FilterField
            key={f.name}
            filter={f}
            value={query[f.name] ?? ''}
            facet={counts.data?.fields.find((one) => one.field === f.name)}
            set={(v) => set(f.name, v)}
          />
        ))}
        <span style={{ flex: 1 }} />
        <div className="tools">
          <Columns
            labels={columns.map((c) => c.label)}
            hidden={hidden}
            set={(labels) => set('hide', labels.join(','))}
          />
          <SavedViews path={path} />
          <SaveRows path={path} query={query} name={label} />
        </div>
      </div>
      {counts.data?.approximate && (
        <p className="dim noted">There are many: the shares beside values are of the newest 20,000 rows.</p>
      )}
      {bulk?.(
        rows.filter((row) => ticked.has(idOf(row))),
        rows[at],
        clear,
      )}
      {pages.error && <FaultNote error={pages.error} />}
      {pages.isPending ? (
        <Waiting />
      ) : (
        <section className="scroll" aria-label={label} {...reachable}>
          {rows.length === 0 ? (
            empty
          ) : (
            <table className="list">
              <thead>
                <tr>
                  {bulk && (
                    <th scope="col">
                      <span className="unseen">Chosen</span>
                    </th>
                  )}
                  {seen.map((c) => (
                    <Heading key={c.label} column={c} sort={query.sort ?? ''} set={(v) => set('sort', v)} />
                  ))}
                </tr>
              </thead>
              <tbody ref={body}>
                {rows.map((row, i) => (
                  <tr key={row.id ?? row.name ?? i} aria-selected={i === at}>
                    {bulk && (
                      <td className="tick">
                        <input
                          type="checkbox"
                          aria-label={`Choose row ${i + 1}`}
                          checked={ticked.has(idOf(row))}
                          onChange={(e) => tick([row], e.currentTarget.checked)}
                        />
                      </td>
                    )}
                    {seen.map((c) => (
                      <td
                        key={c.label}
                        className={
                          [c.right && 'right', c.tight && 'tight', c.wide && 'wide'].filter(Boolean).join(' ') ||
                          undefined
                        }
                      >
                        {c.cell(row)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {rows.length > 0 && (
            <div className="more">
              <span className="num">
                {rows.length.toLocaleString('en-US')} shown{pages.hasNextPage ? ', there are more' : ', that is all'}
              </span>
              {pages.hasNextPage && (
                <Button
                  size="compact-xs"
                  variant="default"
                  loading={pages.isFetchingNextPage}
                  onClick={() => pages.fetchNextPage()}
                >
                  Show more
                </Button>
              )}
            </div>
          )}
        </section>
      )}
      <Same cli={cli} api={`GET ${path}${asked && `?${asked}`}`} />
    </>
  );
}

function Heading<T>({ column, sort, set }: { column: Column<T>; sort: string; set: (sort: string) => void }) {
  const by = column.sort;
  const direction = by && sort === by ? 'ascending' : by && sort === `-${by}` ? 'descending' : undefined;
  return (
    <th scope="col" className={column.right ? 'right' : undefined} aria-sort={direction}>
      {by ? (
        <button type="button" onClick={() => set(direction === 'descending' ? by : `-${by}`)}>
          {column.label} {direction === 'ascending' ? '↑' : direction === 'descending' ? '↓' : ''}
        </button>
      ) : (
        column.label
      )}
    </th>
  );
}

export const Nothing = ({ what, run }: { what: string; run: string }) => (
  <Empty title={`No ${what}`} run={run}>
    None match these filters, or no record told of any yet.
  </Empty>
);
