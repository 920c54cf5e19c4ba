import type { Credential } from '../api/client';
import { inert } from './inert';
import { Mark, When } from './marks';
import { ago } from './when';

const day = 86_400_000;

// span is the stretch of time that a timeline shows: from the oldest making or use to the last end, a year ahead at most.
function span(credentials: Credential[], now: number): [number, number] {
  const time = (at?: string) => (at ? Date.parse(at) : Number.NaN);
  const known = credentials.flatMap((c) => [time(c.created), time(c.last_used)]).filter((t) => !Number.isNaN(t));
  const ends = credentials.map((c) => time(c.expires)).filter((t) => !Number.isNaN(t));
  const from = Math.min(...known, now - day);
  const to = Math.max(...ends.filter((t) => t < now + 366 * day), now + (now - from) * 0.08);
  return [from, to];
}

// Timeline shows credentials by their age, last use and end, one line each, on one scale.
export function Timeline({ credentials }: { credentials: Credential[] }) {
  const now = Date.now();
  const [from, to] = span(credentials, now);
  const x = (at: number) => Math.max(0, Math.min(100, (100 * (at - from)) / (to - from)));
  return (
    <ul className="timeline">
      {credentials.map((c) => {
        const start = c.created ? Date.parse(c.created) : from;
        const end = c.expires ? Date.parse(c.expires) : c.never_expires ? to : now;
        const live = c.state === 'active';
        return (
          <li key={c.id}>
            <div className="timename">
              <span className="mono">{inert(c.native_id || c.fingerprint || 'not named', 48)}</span>{' '}
              <span className="dim">{c.kind}</span> {!live && <Mark word={c.state} />}
            </div>
            <svg className="track" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              <rect className="ground" x={0} y={4.5} width={100} height={1} />
              <rect
                className={`${live && end > now - day / 24 / 60 ? 'life' : 'past'}${c.created ? '' : ' guess'}`}
                x={x(start)}
                y={3}
                width={Math.max(0.6, x(Math.min(end, now)) - x(start))}
                height={4}
              />
              {end > now && <rect className="ahead" x={x(now)} y={3} width={x(end) - x(now)} height={4} />}
              {c.last_used && (
                <rect className="use" x={x(Date.parse(c.last_used)) - 0.3} y={0.5} width={0.6} height={9} />
              )}
              <rect className="today" x={x(now) - 0.1} y={0} width={0.2} height={10} />
            </svg>
            <div className="timetext dim">
              {c.created ? <>made {ago(new Date(c.created), new Date(now))}</> : 'age unknown'} ·{' '}
              {c.last_used ? (
                <>
                  used <When at={c.last_used} />
                </>
              ) : (
                'no use seen'
              )}{' '}
              ·{' '}
              {c.expires ? (
                <>
                  {end > now ? 'ends' : 'ended'} <When at={c.expires} />
                </>
              ) : c.never_expires ? (
                <Mark word="never ends" tone="medium" />
              ) : (
                'end unknown'
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
