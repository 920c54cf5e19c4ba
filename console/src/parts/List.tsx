import { Button, Menu, Select, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { type Listed, list } from '../api/client';
import { csv, save } from './export';
import { Same } from './Head';
import { useKeys } from './keys';
import { Empty, FaultNote, Waiting } from './states';

export interface Column<T> {
  label: string;
  sort?: string; // the server's name for sorting by it
  right?: boolean;
  tight?: boolean;
  wide?: boolean;
  cell: (row: T) => ReactNode;
}

export interface Filter {
  name: string; // the server's
  label: string;
  options?: string[]; // of a closed set; free text otherwise
  width?: number; // of the field
}

interface Given<T> {
  path: Listed;
  label: string;
  columns: Column<T>[];
  filters: Filter[];
  usual?: Record<string, string>; // filters that hold where the address names none; "any" lifts one
  open?: (row: T) => string; // the address of a row's own view
  empty: ReactNode;
  refetch?: number;
}

const reachable = { tabIndex: 0 }; // what scrolls must be in reach of the keyboard

const enough = 10_000; // rows of one export, so that it cannot fill the browser

// List is a list of the server, page by page. Its filters and order are in the address, so a view of it is a link.
export function List<T extends { id?: string; name?: string }>({
  path,
  label,
  columns,
  filters,
  usual,
  open,
  empty,
  refetch,
}: Given<T>) {
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Record<string, string>;
  const query = useMemo(() => {
    const all: Record<string, string> = { ...usual, ...search };
    return Object.fromEntries(Object.entries(all).filter(([, v]) => v && v !== 'any'));
  }, [search, usual]);
  const pages = useInfiniteQuery({
    queryKey: [path, query],
    queryFn: ({ pageParam, signal }) => list<T>(path, { ...query, limit: '100', cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
    refetchInterval: (q) => ((q.state.data?.pages.length ?? 0) <= 1 ? (refetch ?? 15_000) : false),
  });
  const rows = pages.data?.pages.flatMap((p) => p.items) ?? [];
  const [at, setAt] = useState(-1);
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
    // biome-ignore lint/correctness/noComponentHookFactories: Enter is the name of a key
    Enter: () => {
      const row = rows[at];
      if (row && open) navigate({ to: open(row) });
    },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list has another first row
  useEffect(() => setAt(-1), [query]);

  const asked = new URLSearchParams(query).toString();
  const cli = `tabard get ${path.slice(4)}${Object.entries(query)
    .map(([k, v]) => (k === 'sort' ? ` --sort=${v}` : ` --filter '${k}=${v}'`))
    .join('')}`;
  return (
    <>
      <div className="filters">
        {filters.map((f) => (
          <FilterField key={f.name} filter={f} value={query[f.name] ?? ''} set={(v) => set(f.name, v)} />
        ))}
        <span style={{ flex: 1 }} />
        <Export path={path} query={query} name={label} />
      </div>
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
                  {columns.map((c) => (
                    <Heading key={c.label} column={c} sort={query.sort ?? ''} set={(v) => set('sort', v)} />
                  ))}
                </tr>
              </thead>
              <tbody ref={body}>
                {rows.map((row, i) => (
                  <tr key={row.id ?? row.name ?? i} aria-selected={i === at}>
                    {columns.map((c) => (
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

function FilterField({ filter, value, set }: { filter: Filter; value: string; set: (value: string) => void }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  if (filter.options) {
    return (
      <Select
        size="xs"
        w={filter.width ?? 140}
        label={filter.label}
        placeholder="any"
        data={filter.options}
        value={value || null}
        onChange={(v) => set(v ?? '')}
        clearable
        clearButtonProps={{ 'aria-label': `Clear ${filter.label}` }}
      />
    );
  }
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault();
        set(text.trim());
      }}
    >
      <TextInput
        size="xs"
        w={filter.width ?? 180}
        label={filter.label}
        placeholder="any"
        value={text}
        onChange={(e) => setText(e.currentTarget.value)}
        onBlur={() => text.trim() !== value && set(text.trim())}
      />
    </form>
  );
}

function Export({ path, query, name }: { path: Listed; query: Record<string, string>; name: string }) {
  const [done, setDone] = useState<number>();
  const [error, setError] = useState<unknown>();
  async function all(write: (rows: Record<string, unknown>[]) => void) {
    const rows: Record<string, unknown>[] = [];
    setError(undefined);
    try {
      for (let cursor: string | undefined = ''; cursor !== undefined && rows.length < enough; ) {
        const page: { items: Record<string, unknown>[]; next?: string } = await list(path, {
          ...query,
          limit: '1000',
          cursor,
        });
        rows.push(...page.items);
        cursor = page.next || undefined;
        setDone(rows.length);
      }
      write(rows);
    } catch (failed) {
      setError(failed);
    }
    setDone(undefined);
  }
  const file = name.toLowerCase().replaceAll(' ', '-');
  return (
    <>
      {error !== undefined && <FaultNote error={error} />}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="xs" variant="default">
            {done === undefined ? 'Export' : `${done.toLocaleString('en-US')} rows…`}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>The first {enough.toLocaleString('en-US')} rows</Menu.Label>
          <Menu.Item onClick={() => all((rows) => save(`${file}.csv`, 'text/csv', csv(rows)))}>
            CSV, safe to open in a spreadsheet
          </Menu.Item>
          <Menu.Item
            onClick={() => all((rows) => save(`${file}.json`, 'application/json', JSON.stringify(rows, null, 2)))}
          >
            JSON
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

export const Nothing = ({ what, run }: { what: string; run: string }) => (
  <Empty title={`No ${what}`} run={run}>
    None match these filters, or no record told of any yet.
  </Empty>
);
