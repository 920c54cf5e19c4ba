// A PostgreSQL of its own in a temporary folder, on a free port of the loopback, as tabardtest/pgserver starts one for Go's tests.
import { execFile, spawn } from 'node:child_process';
import { appendFile, chmod, chown, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

// binaries gives the folder of PostgreSQL's programs, undefined where there is none.
export async function binaries() {
  const versions = await readdir('/usr/lib/postgresql').catch(() => []);
  const newest = versions.sort((a, b) => Number(a) - Number(b)).at(-1);
  return newest && `/usr/lib/postgresql/${newest}/bin`;
}

export const freePort = () =>
  new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });

// owner is the user that runs it: PostgreSQL refuses to run as root.
async function owner() {
  if (process.getuid() !== 0) return {};
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((l) => /^postgres:/.test(l));
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

// startPostgres starts a server that logs connections and DDL in JSON, and makes Tabard's role as docs/postgres.md says.
export async function startPostgres(bin, root) {
  const dir = await mkdtemp(join(tmpdir(), 'tabard-pg-'));
  const as = await owner();
  await chmod(dir, 0o755);
  if (as.uid !== undefined) await chown(dir, as.uid, as.gid);
  const data = join(dir, 'data');
  const options = { ...as, cwd: dir, env: { LC_ALL: 'C.UTF-8', PATH: '/usr/bin:/bin', HOME: dir } };
  const secret = join(dir, 'password');
  await writeFile(secret, 'pg-test-secret', { mode: 0o644 });
  const init = [
    '--no-sync',
    '-D',
    data,
    '-U',
    'postgres',
    '--pwfile',
    secret,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
  ];
  await run(join(bin, 'initdb'), init, options);
  const settings = {
    fsync: 'off',
    logging_collector: 'on',
    log_destination: 'jsonlog',
    log_connections: 'on',
    log_disconnections: 'on',
    log_statement: 'ddl',
    log_file_mode: '0644',
    log_timezone: 'UTC',
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`);
  await appendFile(join(data, 'postgresql.conf'), lines.join(''));
  const port = await freePort();
  const args = ['-D', data, '-h', '127.0.0.1', '-p', `${port}`, '-c', `unix_socket_directories=${dir}`];
  const server = spawn(join(bin, 'postgres'), args, { ...options, stdio: 'ignore' });
  const ended = new Promise((done) => server.once('exit', done));
  const sql = async (text) => {
    const env = { ...options.env, PGPASSWORD: 'pg-test-secret' };
    const psql = ['-XqAt', '-v', 'ON_ERROR_STOP=1', '-h', '127.0.0.1', '-p', `${port}`, '-U', 'postgres', '-c', text];
    return (await run(join(bin, 'psql'), psql, { env })).stdout.trim();
  };
  const stop = async () => {
    server.kill('SIGQUIT'); // at once; the cluster is thrown away
    await ended;
    await rm(dir, { recursive: true, force: true });
  };
  for (let tries = 0; ; tries++) {
    const up = await sql('SELECT 1').catch(() => undefined);
    if (up === '1') break;
    if (tries > 150) {
      await stop();
      throw new Error('PostgreSQL did not start');
    }
    await new Promise((done) => setTimeout(done, 200));
  }
  await sql(await readFile(join(root, 'connectors/postgres/role.sql'), 'utf8'));
  await sql(`ALTER ROLE tabard PASSWORD 'tabard-test'`);
  return {
    port,
    log: join(data, 'log', '*.json'),
    url: `postgres://tabard:\${env:PG_SECRET}@127.0.0.1:${port}/postgres?sslmode=disable`,
    sql,
    stop,
  };
}
