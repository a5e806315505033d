// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import express, { type Response } from 'express';
import { eventually } from '../../__testUtils__/eventually';
import { openRequest } from './__testUtils__/openRequest';
import type { BodyLimits } from './collect';
import { readBody } from './readBody';

async function startServer(
  limits: Partial<BodyLimits>,
  before: (response: Response) => Promise<unknown> = async () => {},
) {
  const app = express();
  const told: string[] = [];
  app.post('/api/audit-log/v1/events', async (request, response) => {
    try {
      await before(response);
      const body = await readBody(request, response, limits);
      response.json({ size: body.length });
    } catch (error: any) {
      told.push(error.message);
      response.status(error.statusCode ?? 400).json(error.message);
    }
  });
  const server = app.listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    open: (headers?: Record<string, string>) => openRequest(port, '', headers),
    stop: () => server.close(),
    /** Of everything that was refused. */
    told,
  };
}

describe('readBody', () => {
  it.each([
    ['plain', {}],
    ['compressed', { 'content-encoding': 'gzip' }],
  ])('ends the wait for a body that does not end: %s', async (_, headers) => {
    const { open, stop } = await startServer({ milliseconds: 50 });
    const slow = open(headers);
    await slow.write(gzipSync('[1,2,3]').subarray(0, 12));
    const { status, body, headers: answered } = await slow.answer;
    expect([status, body, answered.connection]).toEqual([
      408,
      'The body did not come to its end within 0.05 seconds; send fewer events in one request',
      'close',
    ]);
    stop();
  });

  it.each<[string, Record<string, string>, (text: string) => string | Buffer]>([
    ['plain', {}, text => text],
    ['compressed', { 'content-encoding': 'GZIP' }, gzipSync],
  ])('takes exactly as much as it may: %s', async (_, headers, encode) => {
    const { open, stop } = await startServer({ bytes: 100 });
    for (const [size, status] of [
      [100, 200],
      [101, 413],
    ]) {
      const request = open(headers);
      await request.write(encode('x'.repeat(size)));
      request.end();
      expect((await request.answer).status).toBe(status);
    }
    stop();
  });

  it('does not wait for a body whose sender went away before it was asked for', async () => {
    let hasCome = false;
    const { open, stop, told } = await startServer(
      { milliseconds: 1_000 },
      async response => {
        hasCome = true;
        await once(response, 'close');
      },
    );
    const request = open();
    await request.write('[');
    await eventually(
      async () => hasCome,
      come => come,
    );
    request.abort();
    await eventually(
      async () => told,
      ({ length }) => length > 0,
    );
    expect(told).toEqual(['The body was cut off']);
    stop();
  });

  it('refuses before the first byte what says that it is too large', async () => {
    const { open, stop } = await startServer({ bytes: 100 });
    const request = open({ 'content-length': '101' });
    await request.write('x');
    expect((await request.answer).status).toBe(413);
    stop();
  });
});
