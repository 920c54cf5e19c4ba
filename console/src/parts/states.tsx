import type { ReactNode } from 'react';
import { Fault } from '../api/client';
import { inert } from './inert';

// Empty says that there is nothing, and what to run next.
export function Empty({ title, children, run }: { title: string; children?: ReactNode; run?: string }) {
  return (
    <div className="empty">
      <strong>{title}</strong>
      {children}
      {run && (
        <div>
          <code>{run}</code>
        </div>
      )}
    </div>
  );
}

// FaultNote says what happened and what to do.
export function FaultNote({ error }: { error: unknown }) {
  const hint = error instanceof Fault ? error.hint : undefined;
  return (
    <div className="fault" role="alert">
      <strong>{inert(error instanceof Error ? error.message : 'Something went wrong', 400)}</strong>
      {hint ? inert(hint, 400) : 'Load the page again; the log of tabard serve says more.'}
    </div>
  );
}

export const ViewFault = ({ error }: { error: unknown }) => <FaultNote error={error} />;

export const NotFound = () => (
  <Empty title="There is no such view" run="tabard get --help">
    The link may be from another version. The navigation lists what there is.
  </Empty>
);

export const Waiting = () => <div className="pulse" role="status" aria-label="Loading" />;
