// A real server with the recorded samples of this repository, and a real browser. Usage of both: run.mjs, screenshots.mjs.
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('../../', import.meta.url));
const samples = ['aws.cloudtrail', 'github.audit', 'entra.audit', 'entra.signin'].map(
  (f) => `${f}=examples/samples/${f}.jsonl`,
);
samples.push('kubernetes.audit=examples/recordings/kubernetes/audit.jsonl');

// A user whose name is markup, turns the direction of reading, and is a formula.
export const hostileName = '=<img src=x onerror=alert(1)>\u202Egnp.exe';

export async function startServer() {
  const demo = spawn('bin/demo', ['bin/tabard', ...samples], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((done) => demo.once('exit', done));
  let url;
  let token;
  for await (const line of createInterface({ input: demo.stdout })) {
    url = line.match(/^The server is at (\S+)/)?.[1] ?? url;
    const file = line.match(/^Its admin token is in (\S+)/)?.[1];
    if (file) token = (await readFile(file, 'utf8')).trim();
    if (line.startsWith('Ctrl-C')) break;
  }
  if (!url || !token) throw new Error('the demo server did not start; is there a bin/demo and a bin/tabard?');
  demo.stdout.resume();
  await feedHostile(url, token);
  return {
    url,
    token,
    get: async (path) => (await fetch(url + path, { headers: { Authorization: `Bearer ${token}` } })).json(),
    post: async (path, body) => {
      const answer = await fetch(url + path, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
      return answer.status === 204 ? undefined : answer.json();
    },
    stop: async () => {
      demo.kill('SIGINT');
      await ended;
    },
  };
}

async function feedHostile(url, token) {
  const record = {
    eventVersion: '1.08',
    eventID: '0c8f7a52-40a6-4d6c-9a58-3f1f7b9f0001',
    eventTime: new Date(Date.now() - 60_000).toISOString().replace(/\.\d+/, ''),
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateUser',
    awsRegion: 'us-east-1',
    sourceIPAddress: '192.0.2.7',
    userAgent: '<script>alert(2)</script>',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLE',
      arn: `arn:aws:iam::111122223333:user/${hostileName}`,
      accountId: '111122223333',
      userName: hostileName,
    },
    requestParameters: { userName: `${hostileName}2` },
    responseElements: {
      user: {
        userName: `${hostileName}2`,
        userId: 'AIDAEXAMPLE2',
        arn: `arn:aws:iam::111122223333:user/${hostileName}2`,
      },
    },
    recipientAccountId: '111122223333',
    eventType: 'AwsApiCall',
  };
  const answer = await fetch(`${url}/v1/events?source=aws.cloudtrail&system=demo-aws-cloudtrail`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/x-ndjson' },
    body: JSON.stringify(record),
  });
  if (answer.status !== 202)
    throw new Error(`the hostile record was answered ${answer.status}: ${await answer.text()}`);
  const receipt = await answer.json();
  if (receipt.accepted !== 1) throw new Error(`the hostile record was not accepted: ${JSON.stringify(receipt)}`);
}

export const openBrowser = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

// signedIn opens a page whose tab holds the token, as after signing in. What goes wrong in it is gathered.
export async function signedIn(browser, server, { width = 1440, height = 900, scheme = 'light' } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const wrong = watch(page, server.url);
  await page.addInitScript((token) => sessionStorage.setItem('tabard.token', token), server.token);
  return { context, page, wrong };
}

// watch gathers errors of the page and requests to anybody else.
export function watch(page, url) {
  const wrong = [];
  page.on('console', (m) => ['error', 'warning'].includes(m.type()) && wrong.push(`console ${m.type()}: ${m.text()}`));
  page.on('pageerror', (e) => wrong.push(`page error: ${e.message}`));
  page.on('dialog', (d) => {
    wrong.push(`a dialog: ${d.message()}`);
    d.dismiss();
  });
  page.on('request', (r) => {
    if (!r.url().startsWith(url) && !/^(data|blob):/.test(r.url())) wrong.push(`a request to ${r.url()}`);
  });
  return wrong;
}

// settled waits until a view shows its content: a heading, and nothing that is still loading.
export async function settled(page) {
  await page.locator('h1').first().waitFor();
  await page.locator('.pulse').first().waitFor({ state: 'detached' });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

// views gives the address of every view, those of single things from what the server holds.
export async function views(server) {
  const first = async (path) => (await server.get(path)).items[0]?.id;
  const finding = await first('/v1/findings?state=open&sort=-severity&limit=1');
  const identity = (await server.get(`/v1/findings/${finding}`)).identity.id;
  const action = await first('/v1/actions?limit=1');
  return {
    overview: '/',
    findings: '/findings',
    finding: `/findings/${finding}`,
    identities: '/identities',
    identity: `/identities/${identity}`,
    credentials: '/credentials',
    births: '/births',
    actions: '/actions',
    ...(action && { action: `/actions/${action}` }),
    live: '/live',
    systems: '/systems',
    detections: '/detections?sort=-hits',
    detection: '/detections/access-key-created.aws.cloudtrail',
    'detection-test': '/detections/test',
    whose: '/whose',
  };
}
