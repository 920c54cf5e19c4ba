import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { FaultNote } from './states';

interface Given {
  opened: boolean;
  close: () => void;
  title: string;
  what: ReactNode; // what will happen
  verb: string;
  danger?: boolean;
  owner?: boolean; // ask for an owner too
  until?: boolean; // ask for a time to come too
  confirm?: string; // a word to type before it can be done
  act: (said: { reason: string; owner: string; until: string }) => Promise<unknown>;
}

// Ask takes a decision with its reason, carries it out, and lets everything that is shown be read again.
export function Ask({
  opened,
  close,
  title,
  what,
  verb,
  danger,
  owner: asksOwner,
  until: asksUntil,
  confirm,
  act,
}: Given) {
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [owner, setOwner] = useState('');
  const [until, setUntil] = useState(inDays(7));
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    if (opened) {
      setReason('');
      setTyped('');
      setError(undefined);
    }
  }, [opened]);
  async function submit(e: FormEvent) {
    e.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await act({ reason: reason.trim(), owner: owner.trim(), until: new Date(until).toISOString() });
      await queries.invalidateQueries();
      close();
    } catch (failed) {
      setError(failed);
    }
    setBusy(false);
  }
  return (
    <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <div className="dim">{what}</div>
          {error !== undefined && <FaultNote error={error} />}
          {asksOwner && (
            <TextInput
              label="Owner"
              placeholder="team:payments or user:alice@example.com"
              value={owner}
              onChange={(e) => setOwner(e.currentTarget.value)}
              required
              withAsterisk={false}
              data-autofocus
            />
          )}
          {asksUntil && (
            <TextInput
              label="Until"
              type="datetime-local"
              value={until}
              onChange={(e) => setUntil(e.currentTarget.value)}
              required
              withAsterisk={false}
            />
          )}
          <Textarea
            label="Reason"
            description="It goes on the audit trail, for those who read it later"
            value={reason}
            onChange={(e) => setReason(e.currentTarget.value)}
            required
            withAsterisk={false}
            maxLength={1024}
            autosize
            minRows={2}
            data-autofocus={!asksOwner || undefined}
          />
          {confirm && (
            <TextInput
              label={`Type ${confirm} to go on`}
              value={typed}
              onChange={(e) => setTyped(e.currentTarget.value)}
              autoComplete="off"
            />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button
              type="submit"
              color={danger ? 'red.9' : undefined}
              loading={busy}
              disabled={!reason.trim() || (confirm !== undefined && typed !== confirm)}
            >
              {verb}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

// inDays writes a time some days from now as a datetime-local field has it.
function inDays(days: number): string {
  const at = new Date(Date.now() + days * 86_400_000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
