/**
 * @jest-environment node
 */
// SPDX-License-Identifier: Apache-2.0
import { AccessControlClient } from './AccessControlClient';

/** Each layer of Backstage's fetch API makes a request of its own of what it is given, and hands that on or not. */
function layered(fetchApi: typeof fetch): typeof fetch {
  return async (input, init) => {
    const looked = new Request(input, init);
    expect(looked.url).toContain('/api/audit-log/v1/');
    return fetchApi(input, init);
  };
}

function setup(respond: (request: Request) => Response | Promise<Response>) {
  const client = AccessControlClient.create({
    discoveryApi: { getBaseUrl: async id => `http://localhost/api/${id}` },
    fetchApi: {
      fetch: layered(
        layered(async (input, init) => respond(new Request(input, init))),
      ),
    },
  });
  return client;
}

describe('AccessControlClient', () => {
  it('sends a body through all layers of a fetch API', async () => {
    let sent: unknown;
    const client = setup(async request => {
      expect(request.method).toBe('POST');
      expect(request.headers.get('content-type')).toBe('application/json');
      sent = await request.json();
      return Response.json({ id: '1' }, { status: 201 });
    });
    const role = { name: 'Log readers', permissions: ['LOG-MANAGEMENT'] };
    await expect(client.createRole(role)).resolves.toEqual({ id: '1' });
    expect(sent).toEqual(role);
  });

  it('names the version that a change starts from, and encodes references', async () => {
    const requests: Request[] = [];
    const client = setup(request => {
      requests.push(request);
      return new Response(null, { status: 204 });
    });
    await client.deleteRole('r', 7, { unassign: true });
    await client.deleteGroup('local-group:g', 2);
    await client.removeGroupMember('local-group:g', 'user:default/jane');

    expect(requests.map(({ method }) => method)).toEqual([
      'DELETE',
      'DELETE',
      'DELETE',
    ]);
    expect(requests[0].headers.get('If-Match')).toBe('"7"');
    expect(requests[0].url).toMatch(/\/roles\/r\?unassign=true$/);
    expect(requests[1].headers.get('If-Match')).toBe('"2"');
    expect(requests[2].url).toMatch(
      /\/groups\/local-group%3Ag\/members\/user%3Adefault%2Fjane$/,
    );
  });

  it('asks for keys, and for new tokens of them', async () => {
    const requests: Request[] = [];
    const client = setup(request => {
      requests.push(request.clone());
      return Response.json({ items: [], total: 0 });
    });
    const fields = { name: 'K', sources: ['/a'], projects: 'any' as const };
    const all = {
      ...fields,
      mayNamePeople: false,
      requestsPerMinute: 600,
      expiresAt: null,
    };
    await client.listIngestionKeys({ q: 'a b', status: 'expired' });
    await client.getIngestionKey('k');
    await client.createIngestionKey(fields);
    await client.updateIngestionKey('k', 3, all);
    await client.rotateIngestionKey('k', 4, { overlapHours: 0 });
    await client.revokeIngestionKey('k');

    const sent = await Promise.all(
      requests.map(async request => [
        request.method,
        request.url.split('/v1')[1],
        request.headers.get('If-Match'),
        await request.text(),
      ]),
    );
    expect(sent).toEqual([
      ['GET', '/keys?q=a%20b&status=expired', null, ''],
      ['GET', '/keys/k', null, ''],
      ['POST', '/keys', null, JSON.stringify(fields)],
      ['PUT', '/keys/k', '"3"', JSON.stringify(all)],
      ['POST', '/keys/k/rotate', '"4"', '{"overlapHours":0}'],
      ['DELETE', '/keys/k', null, ''],
    ]);
  });

  it('rejects with what the server says, whatever the method', async () => {
    const client = setup(() =>
      Response.json(
        {
          error: { name: 'ConflictError', message: 'It is in use' },
          response: { statusCode: 409 },
        },
        { status: 409 },
      ),
    );
    await expect(client.deleteRole('r', 1)).rejects.toMatchObject({
      statusCode: 409,
      cause: { message: 'It is in use' },
    });
  });

  it('stops asking when it is told to', async () => {
    const stop = new AbortController();
    const client = setup(request => {
      request.signal.throwIfAborted();
      return Response.json({ items: [], total: 0 });
    });
    const asking = client.listRoles({ signal: stop.signal });
    stop.abort();
    await expect(asking).rejects.toMatchObject({ name: 'AbortError' });
  });
});
