import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { answer, api, type Tried } from '../api/client';
import { Head, Same } from '../parts/Head';
import { inert } from '../parts/inert';
import { Mark, Name, When } from '../parts/marks';
import { RecordText } from '../parts/Record';
import { FaultNote } from '../parts/states';

const most = 1 << 20; // characters that the server takes

// TryRecord has the server judge pasted records, each by itself. Nothing of them is kept.
export function TryRecord() {
  const [text, setText] = useState('');
  const [family, setFamily] = useState('');
  const tried = useMutation({
    mutationFn: () =>
      answer(api.POST('/v1/detections/test', { body: { records: text, family: family.trim() || undefined } })),
  });
  function submit(e: FormEvent) {
    e.preventDefault();
    tried.mutate();
  }
  return (
    <>
      <Head
        title="Test a record"
        name="Test a record"
        sub="Each record is judged by itself, with the detections and rules that run now, those that are off too. Secrets are cut out, and nothing is kept. What needs history stays silent."
      />
      <form className="try" onSubmit={submit}>
        <Textarea
          label="Records as their system wrote them"
          description="One, several lines, or an array; at most 100, and 1 MiB"
          value={text}
          onChange={(e) => setText(e.currentTarget.value)}
          autosize
          minRows={6}
          maxRows={16}
          maxLength={most}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mono)', fontSize: '0.75rem' } }}
        />
        <div className="bar">
          <TextInput
            label="Log family"
            placeholder="told from each record"
            value={family}
            onChange={(e) => setFamily(e.currentTarget.value)}
            size="xs"
            w={220}
          />
          <Button type="submit" loading={tried.isPending} disabled={!text.trim()}>
            Test
          </Button>
        </div>
      </form>
      {tried.error && <FaultNote error={tried.error} />}
      <div aria-live="polite">{tried.data && <Outcome tried={tried.data} />}</div>
      <Same cli="tabard detections test FILE" api="POST /v1/detections/test" />
    </>
  );
}

function Outcome({ tried }: { tried: Tried }) {
  return (
    <div className="stack">
      {tried.refused.map((r) => (
        <div className="stopped" key={`${r.record} ${r.line} ${r.reason}`}>
          <strong>Record {r.record} would not be accepted.</strong> {inert(r.reason, 400)}
        </div>
      ))}
      {tried.records.map((r, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the records of one answer never move
        <section className="card" key={at}>
          <div className="cardhead">
            <h2>
              <Name text={r.action} /> <span className="dim mono">{inert(r.family, 60)}</span>
            </h2>
            <span className="dim">
              <Mark word={r.outcome} /> <Name text={r.actor || 'nobody named'} most={80} /> · <When at={r.time} />
            </span>
          </div>
          {r.findings.length === 0 ? (
            <p>Nothing fires on it alone.</p>
          ) : (
            <ul className="counts">
              {r.findings.map((f) => (
                <li key={f.id + f.detection}>
                  <Link to={'/detections/$id' as string} params={{ id: f.detection } as never}>
                    <span>
                      <Mark word={f.severity} /> <Name text={f.summary} most={220} />
                    </span>
                    <span className="dim mono">{inert(f.detection)}</span>
                  </Link>
                </li>
              ))}
            </ul>
          )}
          <RecordText text={r.record} values={[r.action, ...r.action.split(/[: ]/), r.actor].filter(Boolean)} />
        </section>
      ))}
    </div>
  );
}
