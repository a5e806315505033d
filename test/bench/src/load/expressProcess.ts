// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { answerCommands } from '../processes/answerCommands';

export type ExpressCommands = {
  port(input: null): Promise<number>;
};

/** What there is to be had at most of a server on Express: it parses a body and does nothing with it. */
void answerCommands(async () => {
  const app = express();
  app.use(express.json({ limit: '5mb' }), (_request, response) => {
    response.json({ items: [] });
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const commands: ExpressCommands = { port: async () => port };
  return {
    commands,
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
});
