import { Button, Popover, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { inert } from './inert';

interface Given {
  labels: string[];
  hidden: ReadonlySet<string>;
  set: (hidden: string[]) => void;
}

// Columns chooses the columns of a list. The choice is in the address, as filters and order are.
export function Columns({ labels, hidden, set }: Given) {
  const change = (label: string, on: boolean) => {
    const now = labels.filter((l) => (l === label ? !on : hidden.has(l)));
    if (now.length < labels.length) set(now);
  };
  return (
    <Popover position="bottom-end" withinPortal={false} trapFocus>
      <Popover.Target>
        <Button size="xs" variant="default">
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns">
        {labels.map((label) => (
          <label key={label} className="column">
            <input
              type="checkbox"
              checked={!hidden.has(label)}
              onChange={(e) => change(label, e.currentTarget.checked)}
            />
            {label}
          </label>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}

interface View {
  name: string;
  search: string; // of its address
}

const key = (path: string) => `tabard.views.${path}`;

function stored(path: string): View[] {
  try {
    const all: unknown = JSON.parse(localStorage.getItem(key(path)) ?? '[]');
    return Array.isArray(all)
      ? all.filter((v) => typeof v?.name === 'string' && typeof v?.search === 'string').slice(0, 50)
      : [];
  } catch {
    return [];
  }
}

// SavedViews keeps views of a list by name in this browser. A view is its address, so its link works for everybody.
export function SavedViews({ path }: { path: string }) {
  const [opened, setOpened] = useState(false);
  const [views, setViews] = useState(() => stored(path));
  const [name, setName] = useState('');
  const keep = (next: View[]) => {
    localStorage.setItem(key(path), JSON.stringify(next));
    setViews(next);
  };
  const save = (e: FormEvent) => {
    e.preventDefault();
    const called = name.trim().slice(0, 60);
    if (!called) return;
    keep([...views.filter((v) => v.name !== called), { name: called, search: location.search }]);
    setName('');
  };
  const here = views.find((v) => v.search === location.search);
  const shut = () => setOpened(false);
  return (
    <Popover position="bottom-end" width={280} withinPortal={false} opened={opened} onChange={setOpened} trapFocus>
      <Popover.Target>
        <Button size="xs" variant="default" onClick={() => setOpened(!opened)} aria-expanded={opened}>
          Views
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Saved views">
        {views.length > 0 && (
          <ul className="counts">
            {views.map((view) => (
              <li key={view.name}>
                <Link to="." search={Object.fromEntries(new URLSearchParams(view.search)) as never} onClick={shut}>
                  {inert(view.name, 60)}
                </Link>
              </li>
            ))}
          </ul>
        )}
        <form className="saveview" onSubmit={save}>
          <TextInput
            size="xs"
            label="Save this view as"
            value={name}
            maxLength={60}
            onChange={(e) => setName(e.currentTarget.value)}
          />
          <Button size="xs" type="submit" variant="default" disabled={!name.trim()}>
            Save
          </Button>
        </form>
        <div className="acts">
          <button type="button" className="plain" onClick={() => void navigator.clipboard?.writeText(location.href)}>
            Copy the link
          </button>
          {here && (
            <button type="button" className="plain" onClick={() => keep(views.filter((v) => v !== here))}>
              Forget “{inert(here.name, 30)}”
            </button>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
