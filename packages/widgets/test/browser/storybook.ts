/** Builds the stories as a site, serves it on a port of its own, and tells the tests where it and the browser are. */
import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    stories: string;
    chromium: string;
  }
}

const CHROMIUMS = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

export default async function setup(project: TestProject): Promise<() => void> {
  const chromium = CHROMIUMS.find((path) => path && existsSync(path));
  if (!chromium)
    throw new Error('No Chromium is installed. On Debian: apt-get install chromium; or name one in CHROMIUM.');
  const folder = mkdtempSync(join(tmpdir(), 'almanac-stories-'));
  const build = spawnSync('npx', ['storybook', 'build', '--quiet', '--disable-telemetry', '--output-dir', folder], {
    cwd: new URL('../../', import.meta.url),
    encoding: 'utf8',
  });
  if (build.status !== 0) throw new Error(`The stories could not be built.\n${build.stdout}\n${build.stderr}`);
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://stories').pathname);
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    if (!existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server of the stories has no port.');
  project.provide('stories', `http://127.0.0.1:${address.port}`);
  project.provide('chromium', chromium);
  return () => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  };
}
