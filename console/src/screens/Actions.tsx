import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type Action, answer, api, type Guards } from '../api/client';
import { Ask } from '../parts/Ask';
import { Head } from '../parts/Head';
import { type Column, List } from '../parts/List';
import { IdentityLink, Mark, Name, When } from '../parts/marks';
import { useRole } from '../parts/role';
import { Empty, FaultNote } from '../parts/states';
import { actionKinds, actionStates } from '../parts/words';

const columns: Column<Action>[] = [
  {
    label: 'Action',
    cell: (a) => (
      <Link to={`/actions/${a.id}` as string}>
        {a.kind} <Name text={a.target.name} most={80} />
      </Link>
    ),
  },
  { label: 'State', cell: (a) => <Mark word={a.state} /> },
  { label: 'On', cell: (a) => <IdentityLink id={a.target.id} name={a.target.name} /> },
  { label: 'System', cell: (a) => <Name text={a.system} most={60} /> },
  { label: 'Asked by', cell: (a) => <Name text={a.policy ? `policy ${a.policy}` : a.requested_by} most={60} /> },
  {
    label: 'Reason',
    wide: true,
    cell: (a) => <Name text={a.blocked_by ? `waits: ${a.blocked_by}` : a.reason} most={200} />,
  },
  { label: 'Planned', sort: 'planned', right: true, tight: true, cell: (a) => <When at={a.planned} /> },
];

export function Actions() {
  return (
    <>
      <Head title="Actions" name="Actions" sub="What is to be changed in a system, what was, and what undoes it." />
      <GuardsCard />
      <List<Action>
        path="/v1/actions"
        label="Actions"
        columns={columns}
        open={(a) => `/actions/${a.id}`}
        filters={[
          { name: 'state', label: 'State', options: actionStates },
          { name: 'kind', label: 'Kind', options: actionKinds },
          { name: 'system', label: 'System' },
          { name: 'policy', label: 'Policy' },
        ]}
        empty={
          <Empty title="No action was planned" run="tabard actions plan --help">
            Open an identity to plan one by hand, or let a policy propose them.
          </Empty>
        }
      />
    </>
  );
}

// GuardsCard shows what keeps automation in bounds, and holds the kill switch.
function GuardsCard() {
  const [asking, setAsking] = useState(false);
  const { admin } = useRole();
  const guards = useQuery({
    queryKey: ['guards'],
    queryFn: ({ signal }) => answer(api.GET('/v1/guards', { signal })),
    refetchInterval: 10_000,
  });
  if (guards.error) return <FaultNote error={guards.error} />;
  const g = guards.data;
  if (!g) return null;
  return (
    <section className={g.stopped ? 'stopped bar' : 'card bar'} aria-label="Guards of automation">
      <div>
        <strong>{g.stopped ? 'Everything is stopped: no action is carried out' : 'Guards of automation'}</strong>
        <div className="dim num">
          {g.used} of {g.actions_per_hour} actions used this hour
          {g.actions_per_hour_per_owner > 0 && `, ${g.actions_per_hour_per_owner} an owner`} ·{' '}
          {g.unapproved.length > 0 ? `without approval: ${g.unapproved.join(', ')}` : 'each needs approval'}
        </div>
      </div>
      {admin && (
        <Button size="xs" variant={g.stopped ? 'filled' : 'default'} onClick={() => setAsking(true)}>
          {g.stopped ? 'Let actions run again' : 'Stop everything…'}
        </Button>
      )}
      <Ask
        opened={asking}
        close={() => setAsking(false)}
        title={g.stopped ? 'Let actions run again' : 'The kill switch'}
        what={
          g.stopped
            ? 'Approved actions are carried out again, and automation goes on.'
            : 'No action is carried out from then on, whoever asked for it. What is under way ends its step. A restart does not lift it.'
        }
        verb={g.stopped ? 'Let actions run' : 'Stop everything'}
        danger={!g.stopped}
        confirm={g.stopped ? 'resume' : 'stop'}
        act={({ reason }) => answer(api.PUT('/v1/guards', { body: { ...setting(g), stopped: !g.stopped, reason } }))}
      />
    </section>
  );
}

// setting gives guards as they are set: with those that stay as they are.
function setting(g: Guards) {
  return {
    stopped: g.stopped,
    actions_per_hour: g.actions_per_hour,
    ...(g.actions_per_hour_per_owner > 0 && { actions_per_hour_per_owner: g.actions_per_hour_per_owner }),
    unapproved: g.unapproved as ('rotate' | 'narrow' | 'quarantine' | 'retire')[],
  };
}
