// SPDX-License-Identifier: Apache-2.0
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

const FIRST = 20_000;
const PORTS_OF_A_WORKER = 500;

/**
 * A port that nothing listens on, out of those of one worker. Systems give none of them to whoever asks for any port (Linux those from
 * 32768, others those from 49152), so that it is still free when the portal gets to listen there.
 */
export async function findFreePort(parallelIndex: number): Promise<number> {
  const first = FIRST + parallelIndex * PORTS_OF_A_WORKER;
  // By chance, so that the runs of two checkouts seldom meet.
  const offset = randomInt(PORTS_OF_A_WORKER);
  for (let tried = 0; tried < PORTS_OF_A_WORKER; tried++) {
    const port = first + ((offset + tried) % PORTS_OF_A_WORKER);
    if (await isFree(port)) {
      return port;
    }
  }
  throw new Error(
    `There is no free port from ${first} to ${first + PORTS_OF_A_WORKER - 1}`,
  );
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, 'localhost');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
