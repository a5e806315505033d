// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from './ports.mjs';
import { lendToUnprivilegedUser } from './lendToUnprivilegedUser.mjs';
import { findPostgresPrograms } from './postgresPrograms.mjs';
import { Problem } from './Problem.mjs';

const READY = 'database system is ready to accept connections';
const PORT_TAKEN = /could not bind/;

/**
 * @typedef {object} Postgres
 * @property {string} connectionString of its superuser
 * @property {() => Promise<void>} stop stops it and removes its data
 * @property {() => Promise<void>} crash ends it at once, as a loss of its machine would; its data stays
 * @property {() => Promise<void>} restart starts it again, with the data that it had
 */

/**
 * Starts an empty PostgreSQL 18 of our own, on a free port and with its data in the folder for temporary files.
 *
 * @param {object} [options]
 * @param {readonly string[]} [options.settings] such as `fsync=off`
 * @returns {Promise<Postgres>}
 */
export async function startPostgres({ settings = [] } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'audit-log-postgres-'));
  const removeNow = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeNow);

  const password = randomBytes(16).toString('hex');
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  const { programs, user } = await lendToUnprivilegedUser(
    folder,
    await findPostgresPrograms(),
  );

  const data = join(folder, 'data');
  await initialise(programs.initdb, { data, passwordFile, user });
  let port = await findFreePort();
  const start = () => serve(programs.postgres, { data, port, settings, user });
  let server = await start().catch(async error => {
    if (!PORT_TAKEN.test(error.message)) {
      throw error;
    }
    // Something else has been quicker, such as one that is started at the same time as this one.
    port = await findFreePort();
    return start();
  });

  return {
    connectionString: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    crash: () => server.crash(),
    async restart() {
      server = await start();
    },
    async stop() {
      await server.stop();
      process.off('exit', removeNow);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * @param {string} initdb
 * @param {{data: string, passwordFile: string, user: {uid?: number, gid?: number}}} options
 */
async function initialise(initdb, { data, passwordFile, user }) {
  const child = spawn(
    initdb,
    [
      ...[`--pgdata=${data}`, '--username=postgres', '--encoding=UTF8'],
      ...[`--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--locale=C'],
      '--no-sync',
    ],
    { ...user, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', text => (errors += text));
  const [code] = await once(child, 'close');
  if (code !== 0) {
    throw new Problem(`Could not set up PostgreSQL in ${data}:\n\n${errors}`);
  }
}

/**
 * @param {string} postgres
 * @param {{data: string, port: number, settings: readonly string[], user: {uid?: number, gid?: number}}} options
 */
async function serve(postgres, { data, port, settings, user }) {
  const ours = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=300',
    ...settings,
  ];
  const child = spawn(
    postgres,
    ['-D', data, '-p', `${port}`, ...ours.flatMap(setting => ['-c', setting])],
    { ...user, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const closed = once(child, 'close');
  const stopNow = () => child.kill('SIGQUIT');
  process.once('exit', stopNow);

  let log = '';
  const ready = new Promise(resolve => {
    child.stderr.setEncoding('utf8').on('data', text => {
      log = (log + text).slice(-10_000);
      if (log.includes(READY)) {
        resolve(true);
      }
    });
  });
  if (!(await Promise.race([ready, closed.then(() => false)]))) {
    throw new Problem(`PostgreSQL did not start:\n\n${log}`);
  }

  return {
    async crash() {
      // Immediate shutdown: without a checkpoint, so that the next start has to recover.
      child.kill('SIGQUIT');
      await closed;
      process.off('exit', stopNow);
    },
    async stop() {
      // Fast shutdown: ends sessions, keeps the data whole.
      child.kill('SIGINT');
      await closed;
      process.off('exit', stopNow);
    },
  };
}
