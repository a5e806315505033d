/**
 * @jest-environment node
 */
// SPDX-License-Identifier: Apache-2.0
import type { EventSearch } from '../query';
import { AuditLogClient } from './AuditLogClient';

const search: EventSearch = {
  include: { plugin: ['catalog', 'scaffolder'] },
  exclude: { actor: ['user:default/guest'] },
  order: 'oldest',
};

function setup(respond: (request: Request) => Response) {
  const requests: Request[] = [];
  const client = AuditLogClient.create({
    discoveryApi: { getBaseUrl: async id => `http://localhost/api/${id}` },
    fetchApi: {
      fetch: async (input, init) => {
        const request = new Request(input, init);
        requests.push(request);
        return respond(request);
      },
    },
  });
  return { client, requests };
}

describe('AuditLogClient', () => {
  it('asks for a page with the filters of the search', async () => {
    const page = { items: [], pageInfo: {}, window: {} };
    const { client, requests } = setup(() => Response.json(page));

    await expect(
      client.listEvents(search, { limit: 5, cursor: 'abc' }),
    ).resolves.toEqual(page);

    const url = new URL(requests[0].url);
    expect(url.pathname).toBe('/api/audit-log/v1/events');
    expect([...url.searchParams]).toEqual([
      ['-actor', 'user:default/guest'],
      ['plugin', 'catalog'],
      ['plugin', 'scaffolder'],
      ['order', 'oldest'],
      ['limit', '5'],
      ['cursor', 'abc'],
    ]);
  });

  it('asks for a summary without an order, which it has not', async () => {
    const { client, requests } = setup(() => Response.json({ total: {} }));
    await client.summarize(search, {
      facets: ['actor', 'target'],
      timeZone: 'Europe/Berlin',
    });
    const { searchParams } = new URL(requests[0].url);
    expect(searchParams.has('order')).toBe(false);
    expect(searchParams.getAll('facet')).toEqual(['actor', 'target']);
    expect(searchParams.get('timeZone')).toBe('Europe/Berlin');
  });

  it('tells what a plugin records', async () => {
    const { client, requests } = setup(
      () => new Response(null, { status: 204 }),
    );
    const items = [
      { action: 'report.publish', title: 'Published report', description: '…' },
    ];
    await client.declareEventTypes(items);
    const [request] = requests;
    expect([request.method, new URL(request.url).pathname]).toEqual([
      'PUT',
      '/api/audit-log/v1/event-types',
    ]);
    await expect(request.json()).resolves.toEqual({ items });
  });

  it.each<[string, string, (c: AuditLogClient) => Promise<unknown>]>([
    ['GET', '/ledger', c => c.ledgerStatus()],
    ['GET', '/ledger/checkpoint', c => c.checkpoint()],
    ['GET', '/ledger/keys', c => c.sealingKeys()],
    [
      'GET',
      '/ledger/proof?from=1&to=2',
      c => c.consistencyProof({ from: 1, to: 2 }),
    ],
    ['GET', '/events/a%2Fb/proof', c => c.eventProof('a/b')],
    ['POST', '/ledger/verify', c => c.startVerification()],
    ['GET', '/ledger/verify', c => c.verifications()],
    ['GET', '/ledger/verify/a', c => c.verification('a')],
    ['DELETE', '/ledger/verify/a', c => c.stopVerification('a')],
    ['POST', '/erasures/preview', c => c.previewErasure('user:default/a')],
    ['POST', '/erasures', c => c.erasePerson({ person: 'a', reason: 'b' })],
    ['GET', '/erasures', c => c.erasures()],
    ['GET', '/erasures/a', c => c.erasure('a')],
    ['GET', '/health', c => c.health()],
  ])('asks with %s %s', async (method, path, call) => {
    const { client, requests } = setup(() => Response.json({}));
    await call(client);
    expect(requests.map(r => [r.method, r.url])).toEqual([
      [method, `http://localhost/api/audit-log/v1${path}`],
    ]);
  });

  it('hands over the body of an export unread', async () => {
    const { client } = setup(
      () => new Response('a\nb\n', { headers: { 'Audit-Log-Count': '2' } }),
    );
    const response = await client.export(search, { format: 'ndjson' });
    expect(response.headers.get('Audit-Log-Count')).toBe('2');
    await expect(response.text()).resolves.toBe('a\nb\n');
  });

  it.each([
    ['listEvents', (c: AuditLogClient) => c.listEvents(search)],
    ['getEvent', (c: AuditLogClient) => c.getEvent('x/../y')],
    ['summarize', (c: AuditLogClient) => c.summarize(search)],
    ['export', (c: AuditLogClient) => c.export(search, { format: 'csv' })],
    ['listEventTypes', (c: AuditLogClient) => c.listEventTypes()],
    ['readCoverage', (c: AuditLogClient) => c.readCoverage()],
    ['declareEventTypes', (c: AuditLogClient) => c.declareEventTypes([])],
  ])('%s rejects with what the server said', async (_, call) => {
    const error = { name: 'NotAllowedError', message: 'Ask an administrator' };
    const { client } = setup(() =>
      Response.json(
        { error, response: { statusCode: 403 } },
        { status: 403, statusText: 'Forbidden' },
      ),
    );
    await expect(call(client)).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 403,
      cause: error,
    });
  });

  it('stops when told to', async () => {
    const { client } = setup(request => {
      request.signal.throwIfAborted();
      return Response.json({});
    });
    await expect(
      client.getEvent('a', { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});
