// Takes a picture of every view, in both themes and at two sizes: shots/NAME-THEME-WIDTH.png.
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openBrowser, settled, signedIn, startServer, views } from './world.mjs';

const folder = fileURLToPath(new URL('../shots/', import.meta.url));
const only = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const server = await startServer();
const browser = await openBrowser();
try {
  for (const scheme of ['light', 'dark']) {
    for (const width of [1440, 375]) {
      const { context, page } = await signedIn(browser, server, { width, scheme, height: width === 375 ? 812 : 900 });
      for (const [name, path] of Object.entries(await views(server))) {
        if (only.length > 0 && !only.includes(name)) continue;
        await page.goto(server.url + path);
        await settled(page);
        await page.waitForTimeout(250);
        await page.screenshot({ path: `${folder}${name}-${scheme}-${width}.png` });
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
  await server.stop();
}
console.log(`screenshots are in ${folder}`);
