import { faultOf } from './client';
import { session } from './session';

// record gives the record behind an event as the system wrote it, its secrets cut out.
export async function record(event: string, signal?: AbortSignal): Promise<string> {
  const response = await fetch(`/v1/events/${encodeURIComponent(event)}/record`, {
    headers: { Authorization: `Bearer ${session.token()}` },
    signal,
  });
  if (!response.ok) throw faultOf(response.status, await response.json().catch(() => undefined));
  return response.text();
}
