import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api, type Identity } from '../api/client';
import { Ask } from './Ask';
import { inert } from './inert';
import { FaultNote, Waiting } from './states';
import { actionKinds } from './words';

type Kind = 'quarantine' | 'rotate' | 'narrow' | 'retire';

// PlanAction plans an action on an identity. What it would do is shown first; planning changes nothing in the system.
export function PlanAction({ identity }: { identity: Identity }) {
  const [kind, setKind] = useState<Kind>();
  const navigate = useNavigate();
  const body = (reason: string) => ({
    kind: kind as Kind,
    system: identity.system || identity.realm,
    target: identity.native_id,
    reason,
  });
  return (
    <>
      <Menu position="bottom-end" withinPortal={false}>
        <Menu.Target>
          <Button size="xs">Plan an action</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {actionKinds.map((k) => (
            <Menu.Item key={k} onClick={() => setKind(k as Kind)}>
              {k}…
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Ask
        opened={kind !== undefined}
        close={() => setKind(undefined)}
        title={`Plan: ${kind ?? ''} ${inert(identity.name, 60)}`}
        what={kind && <Preview body={body('shown before it is planned')} />}
        verb="Plan it"
        act={async ({ reason }) => {
          const action = await answer(api.POST('/v1/actions', { body: body(reason) }));
          navigate({ to: `/actions/${action.id}` });
        }}
      />
    </>
  );
}

function Preview({ body }: { body: { kind: Kind; system: string; target: string; reason: string } }) {
  const plan = useQuery({
    queryKey: ['dry', body],
    queryFn: () => answer(api.POST('/v1/actions', { params: { query: { dry_run: true } }, body })),
    retry: false,
  });
  if (plan.error) return <FaultNote error={plan.error} />;
  if (!plan.data) return <Waiting />;
  return (
    <>
      <p>What it would do, once somebody else has approved it:</p>
      <ol className="steps">
        {plan.data.plan.map((s) => (
          <li key={s.step}>{inert(s.does, 300)}</li>
        ))}
      </ol>
    </>
  );
}
