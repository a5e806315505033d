/**
 * @jest-environment node
 */
// SPDX-License-Identifier: Apache-2.0
import { RetentionClient } from './RetentionClient';

function setup(respond: (request: Request) => Response) {
  const requests: Request[] = [];
  const client = new RetentionClient({
    discoveryApi: { getBaseUrl: async id => `http://localhost/api/${id}` },
    fetchApi: {
      fetch: async (input, init) => {
        const request = new Request(input, init);
        requests.push(request.clone());
        request.signal.throwIfAborted();
        return respond(request);
      },
    },
  });
  return { client, requests };
}

const policy = { live: 'P1Y', archive: 'P1Y', rules: [] };

describe('RetentionClient', () => {
  it('asks each operation of the API with what it takes', async () => {
    const { client, requests } = setup(() => Response.json({ items: [] }));
    await client.retention();
    await client.previewRetention(policy);
    await client.changeRetention({ policy, reason: 'x', confirmedEvents: 7 });
    await client.cancelRetentionChange('c');
    await client.holdEvents({ reason: 'x', actor: 'user:default/jane' });
    await client.releaseHold('h', 'Settled');
    await client.runRetention();
    await client.runRetention({ trustClock: true });
    await client.restoreArchiveFile('f', 3);
    await client.endRestoration('f');
    await expect(client.removals()).resolves.toEqual([]);

    const sent = await Promise.all(
      requests.map(async request => [
        request.method,
        request.url.split('/v1/retention')[1],
        await request.text(),
      ]),
    );
    const json = JSON.stringify;
    expect(sent).toEqual([
      ['GET', '', ''],
      ['POST', '/preview', json({ policy })],
      ['PUT', '', json({ policy, reason: 'x', confirmedEvents: 7 })],
      ['POST', '/changes/c/cancel', ''],
      ['POST', '/holds', json({ reason: 'x', actor: 'user:default/jane' })],
      ['POST', '/holds/h/release', json({ reason: 'Settled' })],
      ['POST', '/runs', json({ trustClock: false })],
      ['POST', '/runs', json({ trustClock: true })],
      ['POST', '/files/f/restore', json({ days: 3 })],
      ['DELETE', '/files/f/restore', ''],
      ['GET', '/removals', ''],
    ]);
  });

  it('gives the answer of the server', async () => {
    const change = { id: 'c', state: 'pending' };
    const { client } = setup(() => Response.json(change));
    await expect(
      client.changeRetention({ policy, reason: 'x' }),
    ).resolves.toEqual(change);
  });

  it('rejects with what the server says', async () => {
    const { client } = setup(() =>
      Response.json(
        {
          error: {
            name: 'ConflictError',
            message: 'This would remove 5 events sooner',
          },
          response: { statusCode: 409 },
        },
        { status: 409 },
      ),
    );
    await expect(
      client.changeRetention({ policy, reason: 'x' }),
    ).rejects.toMatchObject({
      statusCode: 409,
      cause: { message: 'This would remove 5 events sooner' },
    });
  });

  it('stops asking when it is told to', async () => {
    const { client } = setup(() => Response.json({}));
    await expect(
      client.retention({ signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});
