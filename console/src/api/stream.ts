import { faultOf } from './client';
import { type News, parser } from './events';
import { session } from './session';

export type LineState = 'connecting' | 'open' | 'waiting';

// watchNews follows the server's results until the signal. A line that breaks is taken up after the last event that came, with
// nothing left out; the wait before that grows to 15 s.
export async function watchNews(
  tell: (news: News) => void,
  state: (now: LineState, why?: unknown) => void,
  signal: AbortSignal,
) {
  let last = '';
  for (let wait = 500; !signal.aborted; wait = Math.min(wait * 2, 15_000)) {
    let why: unknown;
    try {
      state('connecting');
      const headers: Record<string, string> = { Authorization: `Bearer ${session.token()}` };
      if (last) headers['Last-Event-ID'] = last;
      const response = await fetch('/v1/stream', { headers, signal });
      if (response.status === 401) {
        session.set('');
        return;
      }
      if (!response.ok || !response.body) throw faultOf(response.status, await response.json().catch(() => undefined));
      state('open');
      wait = 500;
      const read = parser();
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        for (const event of read(piece.value)) {
          if (event.id) last = event.id;
          if (event.type) tell({ id: event.id ?? '', type: event.type, data: event.data ?? '{}' });
        }
      }
    } catch (error) {
      why = error;
    }
    if (signal.aborted) return;
    state('waiting', why);
    await new Promise((done) => setTimeout(done, wait));
  }
}
