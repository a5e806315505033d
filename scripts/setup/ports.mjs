// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { createServer } from 'node:net';
import { findListener } from './findListener.mjs';
import { Problem } from './Problem.mjs';

/** Those that `localhost` may mean. A machine without IPv6 cannot be asked about the second. */
const HOSTS = ['127.0.0.1', '::'];

/**
 * Refuses to start where another process already answers.
 *
 * @param {number} port
 * @param {string} variable the environment variable by which to choose another port
 */
export async function checkPort(port, variable) {
  for (const host of HOSTS) {
    if (await isTaken(port, host)) {
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
}

/** @returns {Promise<number>} a port that nothing listens on, as the system gives it out */
export async function findFreePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
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
