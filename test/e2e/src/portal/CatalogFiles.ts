// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A small file host that stands for the source control a portal reads its catalog files from. */
export class CatalogFiles {
  readonly #server: Server;
  readonly #files: Map<string, string>;

  static async start(): Promise<CatalogFiles> {
    const files = new Map<string, string>();
    const server = createServer((request, response) => {
      const file = files.get(request.url ?? '');
      response.writeHead(file === undefined ? 404 : 200, {
        'content-type': 'application/yaml',
      });
      response.end(file);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new CatalogFiles(server, files);
  }

  private constructor(server: Server, files: Map<string, string>) {
    this.#server = server;
    this.#files = files;
  }

  /** Host and port, as `backend.reading.allow` takes them. */
  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Offers a catalog file and returns its URL. */
  add(name: string, entity: object): string {
    const path = `/${name}/catalog-info.yaml`;
    this.#files.set(path, JSON.stringify(entity));
    return `http://${this.host}${path}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
