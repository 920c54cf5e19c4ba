// Checks print one line each; at the end the counts as .ci/run reads them.
import { appendFile, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let passed = 0;
let failed = 0;

const only = process.argv[2] ?? ''; // part of the names of the checks to run

export async function check(name, run) {
  if (!name.includes(only)) return;
  try {
    await run();
    passed++;
    console.log(`ok    ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL  ${name}\n      ${String(error.message ?? error).replaceAll('\n', '\n      ')}`);
  }
}

export function want(holds, what) {
  if (!holds) throw new Error(what);
}

export const clean = (wrong) => want(wrong.length === 0, wrong.join('\n'));

// accessible fails for any violation of axe-core on the page as it is now.
export async function accessible(page) {
  await page.evaluate(axe); // through the debugger, so the page's policy stays as it is
  const { violations } = await page.evaluate(() =>
    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
  );
  const where = (v) =>
    v.nodes
      .slice(0, 3)
      .map((n) => n.html.slice(0, 160))
      .join(' | ');
  want(violations.length === 0, violations.map((v) => `${v.id}: ${v.help}: ${where(v)}`).join('\n'));
}

export async function finish(name, skipped = 0) {
  console.log(`${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`);
  if (process.env.TEST_REPORT) await appendFile(process.env.TEST_REPORT, `${passed} ${failed} ${skipped}\n`);
  process.exit(failed > 0 || passed + skipped === 0 ? 1 : 0);
}
