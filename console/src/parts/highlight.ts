import { visible } from './inert';

export interface Line {
  text: string;
  told: boolean; // holds a value that the event or finding names
}

const most = 2_000; // lines shown of one record
const longest = 2_000; // characters shown of one line

// recordLines writes a record for reading, line by line, and marks the lines whose value is one of those given. A record that
// is no JSON is one line as it is.
export function recordLines(record: string, values: string[]): Line[] {
  const wanted = new Set(values.filter((v) => v.length > 1));
  let text: string;
  try {
    text = JSON.stringify(JSON.parse(record), null, 2);
  } catch {
    return [{ text: visible(record.slice(0, longest), true), told: false }];
  }
  const lines = text.split('\n');
  const shown = lines
    .slice(0, most)
    .map((line) => ({ text: visible(line.slice(0, longest), true), told: wanted.has(valueOn(line)) }));
  if (lines.length > most) shown.push({ text: `… ${lines.length - most} more lines`, told: false });
  return shown;
}

// valueOn gives the value on a line of JSON.stringify's, without its name and quotes.
function valueOn(line: string): string {
  const value = line.match(/^\s*(?:"(?:[^"\\]|\\.)*": )?(.*?),?$/)?.[1] ?? '';
  if (!value.startsWith('"')) return value;
  try {
    return JSON.parse(value);
  } catch {
    return '';
  }
}
