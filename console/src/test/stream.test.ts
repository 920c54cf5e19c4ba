import { describe, expect, it } from 'vitest';
import { parser } from '../api/events';

const text = ': hello\nid: 7\n\nid: 8\nevent: finding\ndata: {"a":"b: c"}\n\n: alive\n\nevent: gap\ndata: {}\n\n';

describe('the stream', () => {
  it('gives the same events wherever it is cut', () => {
    const whole = parser()(text);
    expect(whole).toEqual([
      { id: '7' },
      { id: '8', type: 'finding', data: '{"a":"b: c"}' },
      {},
      { type: 'gap', data: '{}' },
    ]);
    for (let cut = 0; cut <= text.length; cut++) {
      const read = parser();
      expect([...read(text.slice(0, cut)), ...read(text.slice(cut))]).toEqual(whole);
    }
  });
});
