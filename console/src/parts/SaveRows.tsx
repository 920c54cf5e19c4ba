import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { type Listed, list } from '../api/client';
import { csv, save } from './export';
import { FaultNote } from './states';

const enough = 10_000; // rows of one export, so that it cannot fill the browser

// SaveRows hands the rows of a list to the user as a file.
export function SaveRows({ path, query, name }: { path: Listed; query: Record<string, string>; name: string }) {
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
      <Menu position="bottom-end" withinPortal={false}>
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
