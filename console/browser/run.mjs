// The console in a real browser, against the real server with the recorded samples: it signs in, opens every view at three
// widths in light and two in dark, and uses the keyboard. Any error of the page, request to another host or violation of axe-core fails.
import { readFile } from 'node:fs/promises';
import { accessible, check, clean, finish, want } from './checks.mjs';
import { hostileName, openBrowser, settled, signedIn, startServer, views, watch } from './world.mjs';

const server = await startServer();
const browser = await openBrowser();
try {
  await check(
    'a wrong token is refused with what to do, the right one signs in, and signing out forgets it',
    async () => {
      const page = await browser.newPage();
      await page.goto(server.url);
      await page.getByLabel('Token').first().fill('wrong');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').getByText('tabard tokens list').waitFor();
      const wrong = watch(page, server.url);
      await page.getByLabel('Token').first().fill(server.token);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Overview' }).waitFor();
      want(!(await page.content()).includes(server.token), 'the token is on the page');
      want((await page.context().cookies()).length === 0, 'there is a cookie');
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByLabel('Token').first().waitFor();
      want((await page.evaluate(() => sessionStorage.length)) === 0, 'the token is still there');
      clean(wrong);
      await page.close();
    },
  );

  for (const scheme of ['light', 'dark']) {
    for (const width of scheme === 'light' ? [1440, 768, 375] : [1440, 375]) {
      const { context, page, wrong } = await signedIn(browser, server, { width, scheme });
      for (const [name, path] of Object.entries(await views(server))) {
        await check(`${name} at ${width} px, ${scheme}`, async () => {
          wrong.length = 0;
          await page.goto(server.url + path);
          await settled(page);
          want(
            (await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0,
            `the page scrolls sideways: ${await page.evaluate(wide)}`,
          );
          want(
            (await page.locator('.fault').count()) === 0,
            `it shows a fault: ${await page.locator('.fault').allInnerTexts()}`,
          );
          await accessible(page);
          clean(wrong);
        });
      }
      await context.close();
    }
  }

  const { page, wrong } = await signedIn(browser, server);

  await check('every number of the overview leads to a list of as many', async () => {
    await page.goto(server.url);
    await settled(page);
    const links = await page.locator('main a:has(.num), main a.tile').evaluateAll((all) =>
      all.map((a) => ({
        href: a.getAttribute('href'),
        count: Number((a.querySelector('.num, .big')?.textContent ?? '').replaceAll(',', '')),
      })),
    );
    want(links.length > 15, `only ${links.length} numbers`);
    const worse = ['critical', 'high', 'medium', 'low', 'info'];
    for (const { href, count } of links) {
      const query = new URL(href, server.url).searchParams;
      const severity = query.get('severity');
      // A list of a severity holds those above it too, as the page says.
      const counts = await server.get('/v1/overview'); // as of now: some states come with time
      const [, list, , state] = href.match(/^\/(\w+)\?(.*&)?state=(\w+)/) ?? [];
      const expected = severity
        ? worse.slice(0, worse.indexOf(severity) + 1).reduce((n, s) => n + (counts.findings[s] ?? 0), 0)
        : (list === 'credentials' && counts.credentials[state]) || count;
      await page.goto(server.url + href);
      await settled(page);
      const rows = await page.locator('table.list tbody tr').count();
      want(rows === Math.min(expected, 100), `${href} counts ${expected} and lists ${rows}`);
    }
    clean(wrong);
  });

  await check('the findings can be worked by keyboard: j, k, Enter, assign, close with a reason', async () => {
    await page.goto(`${server.url}/findings`);
    await settled(page);
    for (const key of ['j', 'j', 'k', 'j', 'Enter']) await page.keyboard.press(key);
    await page.waitForURL(/\/findings\/fi_/);
    await page.locator('.record mark').first().waitFor();
    await page.keyboard.press('a');
    await page.getByRole('textbox', { name: 'Owner' }).fill('team:payments');
    await page.getByLabel('Reason').fill('they run it');
    await page.getByRole('button', { name: 'Assign', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('c');
    await page.getByLabel('Reason').fill('known and wanted');
    await page.getByRole('dialog').getByRole('button', { name: 'Close finding' }).click();
    await page.locator('.head .mark', { hasText: 'closed' }).waitFor();
    await page.goBack();
    await page.waitForURL(/\/findings$/);
    clean(wrong);
  });

  await check('equal findings are chosen and closed together by keyboard, with one reason', async () => {
    await page.goto(`${server.url}/findings?sort=-last`);
    await settled(page);
    await page.keyboard.press('j');
    await page.keyboard.press('e');
    const chosen = Number((await page.locator('.bulk strong').textContent()).split(' ')[0]);
    want(chosen > 0 && chosen === (await page.locator('.tick input:checked').count()), `${chosen} chosen`);
    await page.keyboard.press('x');
    await page.keyboard.press('x');
    const before = (await server.get('/v1/overview')).findings;
    await page.keyboard.press('c');
    await page.getByLabel('Reason').fill('all of them are the build farm');
    await accessible(page);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Close (this|\d+) finding/ })
      .click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('.bulk').waitFor({ state: 'detached' });
    const sum = (counts) => Object.values(counts).reduce((a, b) => a + b, 0);
    want(sum(before) - sum((await server.get('/v1/overview')).findings) === chosen, 'another number is closed');
    clean(wrong);
  });

  await check('filters say how many there are; columns and saved views are links', async () => {
    await page.goto(`${server.url}/identities`);
    await settled(page);
    const facets = await server.get('/v1/identities/facets');
    const kinds = facets.fields.find((f) => f.field === 'kind').values;
    await page.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: `${kinds[0].value} · ${kinds[0].count}` }).click();
    await page.waitForURL(new RegExp(`kind=${kinds[0].value}`));
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'Risk' }).click();
    await page.waitForURL(/hide=Risk/);
    await accessible(page);
    await page.keyboard.press('Escape');
    want((await page.getByRole('columnheader', { name: 'Risk' }).count()) === 0, 'the column is still there');
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByLabel('Save this view as').fill('<b>mine</b>');
    await accessible(page);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const link = page.url();
    await page.goto(`${server.url}/identities`);
    await settled(page);
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('link', { name: '<b>mine</b>' }).click();
    await page.waitForURL(link);
    want((await page.locator('table.list tbody tr').count()) === kinds[0].count, 'the filter counts another number');
    clean(wrong);
  });

  await check('back and forward keep the place, and a link leads there after signing in', async () => {
    await page.goto(`${server.url}/identities?kind=human`);
    await settled(page);
    await page.locator('table.list tbody a').first().click();
    await page.waitForURL(/\/identities\/id_/);
    const there = page.url();
    await page.goBack();
    await page.waitForURL(/kind=human/);
    await page.goForward();
    await page.waitForURL(there);
    const fresh = await browser.newPage();
    await fresh.goto(there);
    await fresh.getByLabel('Token').first().fill(server.token);
    await fresh.keyboard.press('Enter');
    await fresh.locator('.facts').first().waitFor();
    want(fresh.url() === there, `signing in led to ${fresh.url()}`);
    await fresh.close();
    clean(wrong);
  });

  await check('the lineage grows by keyboard, and is there as a list', async () => {
    const made = (await server.get('/v1/identities?limit=1000')).items.find((i) => i.created_by);
    await page.goto(`${server.url}/identities/${made.created_by}`);
    await settled(page);
    const grow = page.getByRole('button', { name: /^Expand / }).first();
    await grow.waitFor();
    const before = await page.getByRole('button', { name: /^Expand / }).count();
    await grow.focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction((n) => document.querySelectorAll('.grow').length < n, before);
    await page.getByRole('button', { name: 'as a list' }).click();
    await page.getByRole('heading', { name: 'Reaches' }).waitFor();
    await accessible(page);
    clean(wrong);
  });

  await check('a name of 10 MB neither stops the page nor fills it', async () => {
    await page.route('**/v1/identities?*', async (route) => {
      const body = await (await route.fetch()).json();
      body.items[0].name = 'x'.repeat(20) + '\u202e'.repeat(10_000_000);
      await route.fulfill({ json: body });
    });
    await page.goto(`${server.url}/identities`);
    await page.getByText('x'.repeat(20)).first().waitFor();
    want((await page.content()).length < 2_000_000, 'the page holds the whole name');
    await page.unroute('**/v1/identities?*');
    clean(wrong);
  });

  await check('a token that ends shows the sign-in again, and the same view after it', async () => {
    const { context, page: other } = await signedIn(browser, server);
    const expires = new Date(Date.now() + 6_000).toISOString();
    const made = await server.post('/v1/tokens', { name: 'for-the-test', role: 'viewer', expires });
    await other.addInitScript((token) => sessionStorage.setItem('tabard.token', token), made.text);
    await other.goto(`${server.url}/systems`);
    await other.getByLabel('Token').first().waitFor({ timeout: 40_000 });
    want(other.url() === `${server.url}/systems`, other.url());
    await other.getByLabel('Token').first().fill(server.token);
    await other.keyboard.press('Enter');
    await other.getByRole('heading', { name: 'Systems' }).waitFor();
    await context.close();
  });

  await check('an owner is assigned to an identity, with a reason', async () => {
    const orphan = (await server.get('/v1/identities?owner=none&limit=1')).items[0];
    await page.goto(`${server.url}/identities/${orphan.id}`);
    await page.getByRole('button', { name: 'Assign owner' }).click();
    await page.getByRole('textbox', { name: 'Owner' }).fill('team:payments');
    await page.getByLabel('Reason').fill('their runbook names it');
    await page.getByRole('button', { name: 'Assign', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('h2', { hasText: 'team:payments' }).waitFor();
    clean(wrong);
  });

  await check(
    'the live view shows what comes in, holds it while paused, and takes a broken line up again',
    async () => {
      await page.goto(`${server.url}/live`);
      await page.locator('h1 .mark', { hasText: 'live' }).waitFor();
      await create(server, 'live-one');
      await page.locator('.news', { hasText: 'live-one' }).first().waitFor();
      await page.keyboard.press('p');
      await create(server, 'live-two');
      await page.locator('h1 .mark', { hasText: /paused, [1-9]/ }).waitFor();
      want((await page.locator('.news', { hasText: 'live-two' }).count()) === 0, 'a paused view moved');
      await page.keyboard.press('p');
      await page.locator('.news', { hasText: 'live-two' }).first().waitFor();
      clean(wrong);
      await page.context().setOffline(true);
      await create(server, 'live-three');
      await page.context().setOffline(false);
      await page.locator('.news', { hasText: 'live-three' }).first().waitFor({ timeout: 20_000 });
      wrong.length = 0; // the browser itself reports the broken line
    },
  );

  await check('the kill switch asks for a typed word, stops, and lets go again', async () => {
    await page.goto(`${server.url}/actions`);
    for (const [button, word, verb, after] of [
      ['Stop everything…', 'stop', 'Stop everything', 'Everything is stopped'],
      ['Let actions run again', 'resume', 'Let actions run', 'Guards of automation'],
    ]) {
      await page.getByRole('button', { name: button }).click();
      await page.getByLabel('Reason').fill('a drill');
      const go = page.getByRole('dialog').getByRole('button', { name: verb, exact: true });
      want(await go.isDisabled(), 'it can be pressed without the word');
      await page.getByLabel(`Type ${word}`).fill(word);
      await go.click();
      await page.getByText(after).first().waitFor();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    clean(wrong);
  });

  await check(
    'a detection is turned off with a reason, and on again; its number of hits leads to what it raised',
    async () => {
      await page.goto(`${server.url}/detections?q=access-key-created`);
      await settled(page);
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Lasting credential created' }).waitFor();
      await page.locator('.plot canvas').waitFor();
      for (const [verb, after] of [
        ['Turn off', 'It is off'],
        ['Turn on', 'Turn off'],
      ]) {
        await page.getByRole('button', { name: verb }).click();
        await page.getByLabel('Reason').fill('keys are rotated daily');
        await page.getByRole('dialog').getByRole('button', { name: verb }).click();
        await page.getByRole('dialog').waitFor({ state: 'detached' });
        await page.getByText(after).first().waitFor();
      }
      const said = (await server.get('/v1/audit?limit=1000')).items.filter((l) => l.action === 'switchDetection');
      want(said.length === 4 && said.every((l) => l.reason === 'keys are rotated daily'), JSON.stringify(said));
      clean(wrong);
    },
  );

  await check('a pasted record is judged, its secrets cut out, and markup in it is inert', async () => {
    const canary = 'wJalrXUtnFEMIcanaryK7MDENGbPxRfiCYEXAMPLE';
    const record = userCreated('<b>x</b>');
    record.eventName = 'CreateAccessKey';
    record.responseElements = {
      accessKey: { userName: '<b>x</b>', accessKeyId: 'AKIAIOSFODNN7EXAMPL2', secretAccessKey: canary },
    };
    await page.goto(`${server.url}/detections/test`);
    await page.getByLabel('Records as their system wrote them').fill(`${JSON.stringify(record)}\nno record`);
    await page.getByRole('button', { name: 'Test' }).click();
    await page.locator('.counts', { hasText: 'access-key-created.aws.cloudtrail' }).waitFor();
    await page.getByText('would not be accepted').waitFor();
    const shown = await page.locator('.record').textContent();
    want(!shown.includes(canary) && shown.includes('redacted'), `the record is shown as ${shown.slice(0, 400)}`);
    want((await page.locator('main b').count()) === 0, 'markup of a record is on the page');
    clean(wrong);
  });

  await check('a pasted secret is hashed in the browser and never sent; a name finds its identity', async () => {
    const secret = `ghp_${'x7Kq'.repeat(9)}`;
    const sent = [];
    const note = (r) => sent.push(r.url() + (r.postData() ?? ''));
    page.on('request', note);
    await page.goto(server.url);
    await page.getByRole('heading').first().waitFor(); // keys are listened to once the page is there
    await page.keyboard.press('/');
    await page.getByLabel('What did you find?').first().fill(secret);
    await page.keyboard.press('Enter');
    await page.getByText('Nothing known matches').waitFor();
    want(!sent.some((s) => s.includes(secret)), 'the secret was sent');
    want(
      sent.some((s) => s.includes('sha256')),
      'no fingerprint was asked for',
    );
    await page.getByLabel('What did you find?').first().fill('coding-agent');
    await page.keyboard.press('Enter');
    await page.locator('.card', { hasText: 'coding-agent' }).first().waitFor();
    page.off('request', note);
    clean(wrong);
  });

  await check('names that are markup, turn the reading direction or are formulas are inert', async () => {
    await page.goto(`${server.url}/identities?q=${encodeURIComponent('onerror')}`);
    await settled(page);
    const cell = page.locator('td', { hasText: 'onerror' }).first();
    await cell.waitFor();
    want(
      (await cell.textContent()).includes('<img src=x onerror=alert(1)>⟨U+202E⟩'),
      `shown as ${await cell.textContent()}`,
    );
    want((await page.locator('main img, main script').count()) === 0, 'markup of a governed system is on the page');
    await page.getByRole('button', { name: 'Export' }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: /CSV/ }).click();
    const text = await readFile(await (await saved).path(), 'utf8');
    want(
      text.includes(`'${hostileName.slice(0, 6)}`),
      `the export has no apostrophe before the formula: ${text.slice(0, 400)}`,
    );
    clean(wrong);
  });

  await check('what one does not find says what to do', async () => {
    await page.goto(`${server.url}/findings/none`);
    await page.getByRole('alert').getByText('there is none with that id').waitFor();
    await page.goto(`${server.url}/nowhere`);
    await page.getByText('There is no such view').waitFor();
  });
} finally {
  await browser.close();
  await server.stop();
}

// wide names what reaches out of the window.
function wide() {
  return [...document.querySelectorAll('main *')]
    .filter((e) => e.getBoundingClientRect().right > innerWidth && !e.closest('.scroll'))
    .slice(0, 4)
    .map((e) => e.outerHTML.slice(0, 120))
    .join(' | ');
}

// userCreated is a record that tells of a new user.
function userCreated(name) {
  return {
    eventVersion: '1.08',
    eventID: crypto.randomUUID(),
    eventTime: new Date().toISOString().replace(/\.\d+/, ''),
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateUser',
    awsRegion: 'us-east-1',
    sourceIPAddress: '192.0.2.8',
    userAgent: 'aws-cli/2',
    eventType: 'AwsApiCall',
    recipientAccountId: '111122223333',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLE9',
      arn: 'arn:aws:iam::111122223333:user/maker',
      accountId: '111122223333',
      userName: 'maker',
    },
    requestParameters: { userName: name },
    responseElements: {
      user: { userName: name, userId: `AIDA${name}`, arn: `arn:aws:iam::111122223333:user/${name}` },
    },
  };
}

// create feeds such a record.
async function create(server, name) {
  const record = userCreated(name);
  const answer = await fetch(`${server.url}/v1/events?source=aws.cloudtrail&system=demo-aws-cloudtrail`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${server.token}` },
    body: JSON.stringify(record),
  });
  want(answer.status === 202, `the record was answered ${answer.status}`);
}

await finish('browser');
