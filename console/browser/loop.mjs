// The loop in a browser: a live PostgreSQL, a role that nobody owns, an action that is approved, rejected and undone by a
// person; and a server that is started again under a live view. Without PostgreSQL it is skipped, or fails where
// REQUIRE_SYSTEMS names postgres.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { accessible, check, clean, finish, want } from './checks.mjs';
import { binaries, freePort, startPostgres } from './postgres.mjs';
import { openBrowser, settled, signedIn } from './world.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const bin = await binaries();
if (!bin) {
  if ((process.env.REQUIRE_SYSTEMS ?? '').split(',').includes('postgres'))
    throw new Error('REQUIRE_SYSTEMS names postgres');
  await finish('loop', 1);
}

// serve runs the server on a folder until stop.
async function serve(folder, port) {
  const args = [
    'serve',
    '--config',
    join(folder, 'tabard.yaml'),
    '--data',
    join(folder, 'data'),
    '--listen',
    `127.0.0.1:${port}`,
  ];
  const server = spawn(join(root, 'bin/tabard'), args, {
    env: { PATH: process.env.PATH, PG_SECRET: 'tabard-test' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise((done) => server.once('exit', done));
  const said = [];
  for await (const line of createInterface({ input: server.stderr })) {
    said.push(line);
    if (line.startsWith('ready ')) break;
  }
  if (!said.at(-1)?.startsWith('ready ')) throw new Error(`the server did not start:\n${said.join('\n')}`);
  server.stderr.resume();
  return {
    stop: async () => {
      server.kill('SIGINT');
      await ended;
    },
  };
}

const pg = await startPostgres(bin, root);
const folder = await mkdtemp(join(tmpdir(), 'tabard-loop-'));
const port = await freePort();
await writeFile(
  join(folder, 'tabard.yaml'),
  `systems:\n  - {name: pg, connector: postgres, url: '${pg.url}', log: '${pg.log}'}\n`,
  { mode: 0o600 },
);
let running = await serve(folder, port);
const browser = await openBrowser();
const token = (await readFile(join(folder, 'data', 'admin.token'), 'utf8')).trim();
const server = {
  url: `http://127.0.0.1:${port}`,
  token,
  get: async (path) => (await fetch(server.url + path, { headers: { Authorization: `Bearer ${token}` } })).json(),
};

// until asks again and again, for a minute.
async function until(what, ask) {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`not within a minute: ${what}`);
}

const planned = (name) =>
  until(`an action on ${name}`, async () =>
    (await server.get('/v1/actions?state=planned')).items.find((a) => a.target.name === name),
  );
const logsIn = async (name) => (await pg.sql(`SELECT rolcanlogin FROM pg_roles WHERE rolname = '${name}'`)) === 't';

// decide presses a button of an action and gives the reason.
async function decide(page, verb, after) {
  await page.getByRole('button', { name: verb, exact: true }).click();
  await page.getByLabel('Reason').fill('agreed with the team');
  await accessible(page);
  await page.getByRole('dialog').getByRole('button', { name: verb, exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.locator('.head .mark', { hasText: after }).waitFor();
}

try {
  const { page, wrong } = await signedIn(browser, server);
  await until('the first listing', async () => (await server.get('/v1/systems')).items.some((s) => s.last_listing));

  await check('a role nobody owns becomes an action; approved it is made safe, undone it logs in again', async () => {
    await pg.sql(`CREATE ROLE lost_agent LOGIN PASSWORD 'x'`);
    const action = await planned('lost_agent');
    await page.goto(`${server.url}/actions`);
    await settled(page);
    await page.locator(`a[href="/actions/${action.id}"]`).first().click();
    await page.locator('.steps li').first().waitFor();
    want(await logsIn('lost_agent'), 'something was done before anybody approved');
    await decide(page, 'Approve', 'verified');
    want(!(await logsIn('lost_agent')), 'the role still logs in');
    await page.locator('.diff .is').first().waitFor();
    await accessible(page);
    await decide(page, 'Undo', 'undone');
    want(await logsIn('lost_agent'), 'the role does not log in again');
    clean(wrong);
  });

  await check('a rejected action changes nothing', async () => {
    await pg.sql(`CREATE ROLE kept_agent LOGIN PASSWORD 'x'`);
    const action = await planned('kept_agent');
    await page.goto(`${server.url}/actions/${action.id}`);
    await settled(page);
    await decide(page, 'Reject', 'rejected');
    want(await logsIn('kept_agent'), 'the role does not log in');
    clean(wrong);
  });

  await check('the plan of a remedy is shown before it is asked for', async () => {
    await pg.sql(`CREATE ROLE shown_agent LOGIN PASSWORD 'x'`);
    const who = await until('the role', async () => (await server.get('/v1/identities?q=shown_agent')).items[0]);
    await page.goto(`${server.url}/identities/${who.id}`);
    await settled(page);
    await page.getByRole('button', { name: 'Plan an action' }).click();
    await page.getByRole('menuitem', { name: 'quarantine…' }).click();
    await page.getByRole('dialog').locator('.steps li').first().waitFor();
    await accessible(page);
    want(await logsIn('shown_agent'), 'showing a plan changed something');
    clean(wrong);
  });

  await check('the live view goes on over a restart of the server, and leaves nothing out', async () => {
    await page.goto(`${server.url}/live`);
    await page.locator('h1 .mark', { hasText: 'live' }).waitFor();
    await pg.sql(`CREATE ROLE before_restart LOGIN PASSWORD 'x'`);
    await page.locator('.news', { hasText: 'before_restart' }).first().waitFor({ timeout: 60_000 });
    await running.stop();
    await pg.sql(`CREATE ROLE while_down LOGIN PASSWORD 'x'`);
    running = await serve(folder, port);
    await page.locator('.news', { hasText: 'while_down' }).first().waitFor({ timeout: 60_000 });
    await pg.sql(`CREATE ROLE after_restart LOGIN PASSWORD 'x'`);
    await page.locator('.news', { hasText: 'after_restart' }).first().waitFor({ timeout: 60_000 });
    want((await page.locator('.news', { hasText: 'before_restart' }).count()) > 0, 'what came before is gone');
    const seen = await page.locator('.news').allTextContents();
    want(new Set(seen).size > 2, seen.join('\n'));
    wrong.length = 0; // the browser itself reports the broken line
  });
} finally {
  await browser.close();
  await running.stop();
  await pg.stop();
  await rm(folder, { recursive: true, force: true });
}
await finish('loop');
