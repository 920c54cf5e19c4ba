import { describe, expect, it } from 'vitest';
import { cell, csv } from '../parts/export';
import { recordLines } from '../parts/highlight';
import { clip, inert, visible } from '../parts/inert';

describe('text of governed systems', () => {
  it('shows what cannot be seen', () => {
    expect(visible('invoice\u202Egnp.exe')).toBe('invoice⟨U+202E⟩gnp.exe');
    expect(visible('a\u0000b\u001b[31m\u200b\u2028\ufeff')).toBe('a⟨U+0000⟩b⟨U+001B⟩[31m⟨U+200B⟩⟨U+2028⟩⟨U+FEFF⟩');
    expect(visible('a\u{e0041}b')).toBe('a⟨U+E0041⟩b');
    expect(visible('plain text – Zoë 日本語')).toBe('plain text – Zoë 日本語');
  });

  it('keeps line breaks only where they are wanted', () => {
    expect(visible('a\nb')).toBe('a⟨U+000A⟩b');
    expect(visible('a\n\tb\r', true)).toBe('a\n\tb⟨U+000D⟩');
  });

  it('clips a name of 10 MB before anything else, and says how much is missing', () => {
    expect(inert('x'.repeat(20) + '\u202e'.repeat(9_999_980), 20)).toBe(`${'x'.repeat(20)}… (9,999,980 more)`);
  });

  it('never cuts a character in half', () => {
    expect(clip('ab😀cd', 3)).toBe('ab… (4 more)');
  });
});

describe('exports', () => {
  it.each(['=1+1', '+1', '-1+2', '@SUM(A1)', '\t=1', '\r=1', '  =1', '\n=1'])('makes no formula of %j', (text) => {
    expect(cell(text).replace(/^"/, '').startsWith("'")).toBe(true);
  });

  it('keeps numbers as numbers, and quotes what would break a row', () => {
    expect(cell(-5)).toBe('-5');
    expect(cell('a,"b"\nc')).toBe('"a,""b""\nc"');
    expect(csv([{ a: 1 }, { b: { c: '=x' } }])).toBe('a,b\r\n1,\r\n,"{""c"":""=x""}"');
  });
});

describe('records', () => {
  it('marks the lines that hold what the event took from the record', () => {
    const told = recordLines('{"who":"ci","port":8443,"list":["ci","x"]}', ['ci', '8443']).filter((l) => l.told);
    expect(told.map((l) => l.text.trim())).toEqual(['"who": "ci",', '"port": 8443,', '"ci",']);
  });

  it('shows a record that is no JSON as it is, made visible', () => {
    expect(recordLines('a\u202eb', [])).toEqual([{ text: 'a⟨U+202E⟩b', told: false }]);
  });

  it('stays bounded whatever the record', () => {
    const lines = recordLines(JSON.stringify(Array.from({ length: 50_000 }, (_, i) => i)), []);
    expect(lines.length).toBe(2001);
    expect(lines.at(-1)?.text).toBe('… 48002 more lines');
  });
});
