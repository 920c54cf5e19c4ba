import { Button, SegmentedControl } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { Action, Birth, Finding } from '../api/client';
import type { News } from '../api/events';
import { type LineState, watchNews } from '../api/stream';
import { Head, Same } from '../parts/Head';
import { useKeys } from '../parts/keys';
import { IdentityLink, Mark, Name, When } from '../parts/marks';
import { Empty, FaultNote } from '../parts/states';

const kept = 500; // the newest that stay on the page, so that it may stay open for days

type Item = News & { key: number; value: unknown };

const words: Record<LineState, string> = { connecting: 'connecting', open: 'live', waiting: 'reconnecting' };

// Live shows results as they are committed. Pausing stops the page from moving, not the line: nothing is left out.
export function Live() {
  const search = useSearch({ strict: false }) as Record<string, string>;
  const navigate = useNavigate();
  const only = search.type ?? '';
  const [items, setItems] = useState<Item[]>([]);
  const [held, setHeld] = useState<Item[]>([]);
  const [paused, setPaused] = useState(false);
  const [line, setLine] = useState<LineState>('connecting');
  const [why, setWhy] = useState<unknown>();
  const stop = useRef(false);
  stop.current = paused;

  useEffect(() => {
    const end = new AbortController();
    let key = 0;
    const add = (news: News) => {
      const item = { ...news, key: key++, value: JSON.parse(news.data) };
      (stop.current ? setHeld : setItems)((was) => [item, ...was].slice(0, kept));
    };
    watchNews(
      add,
      (now, reason) => {
        setLine(now);
        setWhy(now === 'open' ? undefined : reason);
      },
      end.signal,
    );
    return () => end.abort();
  }, []);

  const toggle = () => {
    if (paused) {
      setItems((was) => [...held, ...was].slice(0, kept));
      setHeld([]);
    }
    setPaused(!paused);
  };
  useKeys({ p: toggle });
  const shown = items.filter((i) => !only || i.type === only || i.type === 'gap');
  return (
    <>
      <Head
        title={
          <>
            Live{' '}
            <Mark
              word={paused ? `paused, ${held.length} held` : words[line]}
              tone={paused ? 'stale' : line === 'open' ? 'live' : 'stale'}
            />
          </>
        }
        name="Live"
        sub="Births, findings and actions as they happen, from the moment this view was opened."
      >
        <SegmentedControl
          size="xs"
          aria-label="What to show"
          value={only}
          onChange={(type) => navigate({ to: '.', search: { type } as never, replace: true })}
          data={[
            { value: '', label: 'All' },
            { value: 'finding', label: 'Findings' },
            { value: 'birth', label: 'Births' },
            { value: 'action', label: 'Actions' },
          ]}
        />
        <Button size="xs" variant="default" onClick={toggle} rightSection={<kbd>p</kbd>}>
          {paused ? 'Go on' : 'Pause'}
        </Button>
      </Head>
      {why !== undefined && <FaultNote error={why} />}
      <section className="card" aria-live="off" aria-label="What happened, newest first">
        {shown.length === 0 ? (
          <Empty title="Nothing has happened yet" run="tabard watch --since 0">
            This view shows what comes from now on. What was before is in the lists.
          </Empty>
        ) : (
          <ul className="counts">
            {shown.map((i) => (
              <li key={i.key} className="news">
                <Told item={i} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <Same cli="tabard watch" api="GET /v1/stream" />
    </>
  );
}

function Told({ item }: { item: Item }) {
  if (item.type === 'finding') {
    const f = item.value as Finding;
    return (
      <>
        <Mark word={f.severity} />
        <Link to={`/findings/${f.id}` as string}>
          <Name text={f.summary} most={200} />
        </Link>
        <When at={f.last} />
      </>
    );
  }
  if (item.type === 'birth') {
    const b = item.value as Birth;
    return (
      <>
        <Mark word="birth" tone="agent" />
        <span>
          {b.kind}{' '}
          {b.subject.startsWith('id_') ? <IdentityLink id={b.subject} name={b.name} /> : <Name text={b.name} />} made by{' '}
          <IdentityLink id={b.creator} />
        </span>
        <When at={b.time} />
      </>
    );
  }
  if (item.type === 'action') {
    const a = item.value as Action;
    return (
      <>
        <Mark word={a.state} />
        <Link to={`/actions/${a.id}` as string}>
          {a.kind} <Name text={a.target.name} />
        </Link>
        <When at={a.changed} />
      </>
    );
  }
  return (
    <>
      <Mark word="gap" tone="failing" />
      <span>The line was away so long that the server no longer keeps what lay between. The lists have it.</span>
      <span />
    </>
  );
}
