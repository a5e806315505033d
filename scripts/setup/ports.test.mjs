// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { Problem } from './Problem.mjs';
import { checkPort, findFreePort } from './ports.mjs';

for (const host of ['127.0.0.1', '::']) {
  test(`refuses a port that is taken on ${host}, and says by whom and what to do`, async () => {
    const server = createServer().listen({ port: 0, host });
    await once(server, 'listening');
    const { port } = /** @type {import('node:net').AddressInfo} */ (
      server.address()
    );
    try {
      await assert.rejects(checkPort(port, 'SOME_PORT'), error => {
        assert.ok(error instanceof Problem);
        assert.match(error.message, new RegExp(`^Port ${port} is taken`));
        assert.match(
          error.message,
          new RegExp(`SOME_PORT=${port + 1} npm start`),
        );
        if (process.platform === 'linux') {
          assert.match(error.message, new RegExp(`by process ${process.pid} `));
        }
        return true;
      });
    } finally {
      server.close();
    }
  });
}

test('takes a port that is free', async () => {
  await checkPort(await findFreePort(), 'SOME_PORT');
});
