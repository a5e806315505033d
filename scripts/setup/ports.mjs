// SPDX-License-Identifier: Apache-2.0
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { findListener } from './findListener.mjs';
import { Problem } from './Problem.mjs';

/** Those that `localhost` may mean. A machine without IPv6 cannot be asked about the second. */
const HOSTS = ['127.0.0.1', '::'];

const FIRST = 22_000;
const LAST = 31_999;

/**
 * Refuses to start where another process already answers.
 *
 * @param {number} port
 * @param {string} variable the environment variable by which to choose another port
 */
export async function checkPort(port, variable) {
  if (await isTakenAnywhere(port)) {
    const listener = await findListener(port);
    throw new Problem(
      `Port ${port} is taken${
        listener ? ` by process ${listener}` : ''
      }. Stop what ` +
        `listens there, or choose another port: ${variable}=${
          port + 1
        } npm start`,
    );
  }
}

/**
 * A port that nothing listens on, of those that systems give to nobody who asks for any port (Linux gives those from 32768, others
 * those from 49152): what asks for any, such as each connection that is made, does not take it before it is listened on, nor while
 * what listens there is started anew.
 *
 * @returns {Promise<number>}
 */
export async function findFreePort() {
  for (let tried = FIRST; tried <= LAST; tried++) {
    const port = randomInt(FIRST, LAST + 1);
    if (!(await isTakenAnywhere(port))) {
      return port;
    }
  }
  throw new Problem(`There is no free port from ${FIRST} to ${LAST}`);
}

/** @param {number} port */
async function isTakenAnywhere(port) {
  for (const host of HOSTS) {
    if (await isTaken(port, host)) {
      return true;
    }
  }
  return false;
}

/**
 * @param {number} port
 * @param {string} host
 */
async function isTaken(port, host) {
  const server = createServer().listen({ port, host });
  try {
    await once(server, 'listening');
  } catch (error) {
    return error.code === 'EADDRINUSE';
  }
  server.close();
  await once(server, 'close');
  return false;
}
