// SPDX-License-Identifier: Apache-2.0
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { consistencyProof } from '../merkle/consistency';
import { exportFile, type TestLedger } from './TestLedger';

export const TOKEN = 'token-of-an-auditor';

/** A portal that answers from a ledger, over HTTP. */
export class TestPortal {
  private constructor(
    private readonly server: Server,
    /** What it answers from; undefined when nothing was sealed. */
    public ledger: TestLedger | undefined,
  ) {}

  /** The lines of its exports; all of its events, if it is honest and the token may read them. */
  linesOf: (ledger: TestLedger, filters: object) => readonly object[] = (
    ledger,
    filters,
  ) => ledger.lines({ filters });

  static async start(ledger: TestLedger | undefined): Promise<TestPortal> {
    const server = createServer();
    const portal = new TestPortal(server, ledger);
    server.on('request', async (request, response) => {
      const url = new URL(request.url!, 'http://localhost');
      if (request.headers.authorization !== `Bearer ${TOKEN}`) {
        response.statusCode = 401;
        response.end('{"error":{"message":"Missing credentials"}}');
        return;
      }
      const body = await portal.answer(url);
      response.statusCode = body === undefined ? 404 : 200;
      response.end(body);
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return portal;
  }

  get baseUrl(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/api/audit-log`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => {
      this.server.close(resolve);
    });
  }

  private async answer(url: URL): Promise<string | undefined> {
    const { ledger } = this;
    if (ledger === undefined) {
      return undefined;
    }
    const size = ledger.rows.length;
    switch (url.pathname.replace('/api/audit-log/v1', '')) {
      case '/ledger/checkpoint':
        return JSON.stringify({ note: ledger.checkpoint(size) });
      case '/ledger/keys':
        return JSON.stringify({ items: [{ verifier: ledger.key.verifier }] });
      case '/ledger/proof': {
        const proof = await consistencyProof({
          from: Number(url.searchParams.get('from')),
          to: Number(url.searchParams.get('to')),
          read: async subtrees =>
            subtrees.map(({ level, index }) =>
              ledger.root(index * 2 ** level, (index + 1) * 2 ** level),
            ),
        });
        return JSON.stringify({
          proof: proof.map(hash => hash.toString('base64')),
        });
      }
      case '/events/export': {
        const filters = { from: url.searchParams.get('from') };
        return url.searchParams.get('proofs') === 'true'
          ? exportFile(this.linesOf(ledger, filters))
          : undefined;
      }
      default:
        return undefined;
    }
  }
}
