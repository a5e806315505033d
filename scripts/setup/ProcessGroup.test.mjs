// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { ProcessGroup } from './ProcessGroup.mjs';

const GRANDCHILD = `
  process.on('SIGTERM', () => {});
  const socket = require('node:net').connect(Number(process.env.PORT));
  socket.on('connect', () => socket.write('ready'));
`;
const CHILD = `
  require('node:child_process').spawn(process.execPath, ['-e', process.env.GRANDCHILD], { stdio: 'ignore' });
  setInterval(() => {}, 1000);
`;

test('ends a program together with a child of it that would rather not', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (
    server.address()
  );
  const connected = once(server, 'connection');

  const group = ProcessGroup.start({
    command: [process.execPath, '-e', CHILD],
    env: { ...process.env, GRANDCHILD, PORT: `${port}` },
    patienceMs: 200,
  });
  const [socket] = await connected;
  await once(socket, 'data');

  // The system closes the connection of a process that ends, whatever way it ends.
  const gone = once(socket, 'close');
  await group.stop();
  await gone;
  server.close();
});
