import { describe, expect, it } from 'vitest';
import { everyHour } from '../parts/hours';
import { ago } from '../parts/when';

describe('births by hour', () => {
  it('fills the hours without any', () => {
    const [at, n] = everyHour(
      [{ start: '2026-01-01T02:00:00Z', count: 5 }],
      new Date('2026-01-01T01:10:00Z'),
      new Date('2026-01-01T03:30:00Z'),
    );
    expect(at).toEqual([1, 2, 3].map((h) => Date.UTC(2026, 0, 1, h) / 1000));
    expect(n).toEqual([0, 5, 0]);
  });
});

describe('times', () => {
  it('are written as people say them', () => {
    const now = new Date('2026-01-02T00:00:00Z');
    expect(ago(new Date('2026-01-01T21:00:00Z'), now)).toBe('3 hr. ago');
    expect(ago(new Date('2026-01-04T00:00:00Z'), now)).toBe('in 2 days');
    expect(ago(now, now)).toBe('now');
  });
});
