import { Button, PasswordInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { faultOf } from '../api/client';
import { session } from '../api/session';
import { FaultNote } from '../parts/states';

// SignIn takes a token, and keeps it only once the server knows it.
export default function SignIn() {
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    document.title = 'Sign in · Tabard';
    queries.clear(); // what the one before was shown
  }, [queries]);

  async function enter(e: FormEvent) {
    e.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      const token = text.trim();
      const response = await fetch('/v1/tokens/self', {
        headers: { Authorization: `Bearer ${token.replace(/[^\x21-\x7e]/g, '')}` },
      });
      if (response.status === 401)
        throw faultOf(401, {
          detail: 'The server does not know this token',
          hint: 'It may have ended or been revoked. tabard tokens list shows the live ones.',
        });
      if (!response.ok) throw faultOf(response.status, await response.json().catch(() => undefined));
      session.set(token);
    } catch (failed) {
      setError(
        failed instanceof TypeError
          ? faultOf(0, { detail: 'The server does not answer', hint: 'See whether tabard serve runs.' })
          : failed,
      );
      setBusy(false);
    }
  }

  return (
    <main className="signin">
      <form onSubmit={enter}>
        <div>
          <img src="/tabard.svg" alt="" width={36} height={36} />
          <h1 className="big">Tabard</h1>
          <p className="dim">Every AI identity accounted for.</p>
        </div>
        {error !== undefined && <FaultNote error={error} />}
        <PasswordInput
          label="Token"
          description="The first one is in the data folder, in admin.token. It is kept in this tab until it closes."
          value={text}
          onChange={(e) => setText(e.currentTarget.value)}
          autoComplete="off"
          autoFocus
          required
          withAsterisk={false}
          data-1p-ignore
        />
        <Button type="submit" loading={busy}>
          Sign in
        </Button>
        <p className="dim">
          Another token: <code>tabard tokens create NAME --role viewer</code>
        </p>
      </form>
    </main>
  );
}
