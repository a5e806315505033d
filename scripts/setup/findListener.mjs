// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

const LISTENING = '0A';

/**
 * Says which process listens on a port, as far as that can be seen from here.
 *
 * @param {number} port
 * @returns {Promise<string | undefined>} such as `4711 (node)`
 */
export async function findListener(port) {
  try {
    return process.platform === 'linux'
      ? await findInProc(port)
      : await askLsof(port);
  } catch {
    return undefined;
  }
}

/** @param {number} port */
async function askLsof(port) {
  const { stdout } = await promisify(execFile)('lsof', [
    ...['-nP', '-sTCP:LISTEN', '-t', `-iTCP:${port}`],
  ]);
  return stdout.trim().split('\n')[0];
}

/** @param {number} port */
async function findInProc(port) {
  const sockets = await listeningSockets(port);
  for (const process of await readdir('/proc')) {
    if (/^\d+$/.test(process) && (await holds(process, sockets))) {
      const name = await readFile(`/proc/${process}/comm`, 'utf8');
      return `${process} (${name.trim()})`;
    }
  }
  return undefined;
}

/** @param {number} port */
async function listeningSockets(port) {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map(table =>
      readFile(table, 'utf8').catch(() => ''),
    ),
  );
  const rows = tables.join('\n').split('\n');
  return new Set(
    rows
      .map(row => row.trim().split(/\s+/))
      .filter(
        ([, local, , state]) => local?.endsWith(suffix) && state === LISTENING,
      )
      .map(columns => `socket:[${columns[9]}]`),
  );
}

/**
 * @param {string} process
 * @param {ReadonlySet<string>} sockets
 */
async function holds(process, sockets) {
  const folder = `/proc/${process}/fd`;
  const files = await readdir(folder).catch(() => []);
  const targets = await Promise.all(
    files.map(file => readlink(`${folder}/${file}`).catch(() => '')),
  );
  return targets.some(target => sockets.has(target));
}
