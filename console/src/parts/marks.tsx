import { Link } from '@tanstack/react-router';
import type { Owner } from '../api/client';
import { inert, visible } from './inert';
import { ago, exact } from './when';

// Mark is one word of a closed set, in its tone. The word carries the meaning; the color only repeats it.
export function Mark({ word, tone }: { word: string; tone?: string }) {
  return (
    <span className="mark" data-tone={tone ?? word}>
      {inert(word, 40)}
    </span>
  );
}

// Name is text of a governed system.
export function Name({ text, most = 120 }: { text: string; most?: number }) {
  return <span title={text.length > most ? visible(text.slice(0, 2000)) : undefined}>{inert(text, most)}</span>;
}

export function When({ at }: { at?: string }) {
  if (!at) return <span className="dim">unknown</span>;
  const time = new Date(at);
  return (
    <time className="num tight" dateTime={at} title={exact(time)}>
      {ago(time, new Date())}
    </time>
  );
}

export function OwnerMark({ owner }: { owner: Owner | null | undefined }) {
  if (!owner?.id) return <Mark word="nobody" tone="orphan" />;
  return (
    <span>
      <Name text={owner.id} most={80} /> <span className="dim num">{Math.round(owner.confidence * 100)}%</span>
    </span>
  );
}

export function IdentityLink({ id, name }: { id: string; name?: string }) {
  if (!id || id === 'unknown') return <span className="dim">unknown</span>;
  return (
    <Link to={'/identities/$id' as string} params={{ id } as never}>
      <Name text={name || id} />
    </Link>
  );
}
