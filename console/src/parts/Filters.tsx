import { Select, TextInput } from '@mantine/core';
import { useEffect, useId, useState } from 'react';
import type { Facet } from '../api/client';
import { inert } from './inert';

export interface Filter {
  name: string; // the server's
  label: string;
  options?: string[]; // of a closed set; free text otherwise
  width?: number; // of the field
}

interface Given {
  filter: Filter;
  value: string;
  facet?: Facet; // how many there are of each value
  set: (value: string) => void;
}

const count = (facet: Facet, value: string) => {
  const n = facet.values.find((v) => v.value === value)?.count ?? 0;
  return facet.all ? n.toLocaleString('en-US') : n > 0 ? `~${share(n, facet.counted)}` : '~0';
};

// share says a count of the newest rows as a part of them.
const share = (n: number, of: number) => `${((100 * n) / of).toFixed(n * 100 < of ? 1 : 0)}%`;

// FilterField asks for a value of one filter, and says how many rows each would give.
export function FilterField({ filter, value, facet, set }: Given) {
  const suggestions = useId();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  if (filter.options) {
    return (
      <Select
        size="xs"
        w={filter.width ?? 140}
        label={filter.label}
        placeholder="any"
        data={filter.options.map((o) => ({ value: o, label: facet ? `${o} · ${count(facet, o)}` : o }))}
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
        list={facet ? suggestions : undefined}
        onBlur={() => text.trim() !== value && set(text.trim())}
      />
      {facet && (
        <datalist id={suggestions}>
          {facet.values.map((v) => (
            <option key={v.value} value={v.value}>
              {inert(`${count(facet, v.value)} have it`, 60)}
            </option>
          ))}
        </datalist>
      )}
    </form>
  );
}
