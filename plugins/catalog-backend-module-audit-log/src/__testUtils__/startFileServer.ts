// SPDX-License-Identifier: Apache-2.0
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Entity } from '@backstage/catalog-model';

/** A host of files that the catalog reads, which the test writes. JSON is YAML, too. */
export async function startFileServer() {
  const files = new Map<string, string>();
  let isAway = false;
  const server = createServer((req, res) => {
    const content = files.get(req.url ?? '');
    if (isAway) {
      res.statusCode = 503;
      res.end();
      return;
    }
    res.statusCode = content === undefined ? 404 : 200;
    res.end(content);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: (path: string) => `http://${host}${path}`,
    write: (path: string, entities: readonly Entity[]) => {
      files.set(
        path,
        entities.map(entity => JSON.stringify(entity)).join('\n---\n'),
      );
    },
    /** From now on it answers that it is away, or as before. */
    setAway: (away: boolean) => {
      isAway = away;
    },
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
