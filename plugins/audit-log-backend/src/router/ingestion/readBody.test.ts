// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import express from 'express';
import { openRequest } from './__testUtils__/openRequest';
import type { BodyLimits } from './collect';
import { readBody } from './readBody';

async function startServer(limits: Partial<BodyLimits>) {
  const app = express();
  app.post('/api/audit-log/v1/events', async (request, response) => {
    try {
      const body = await readBody(request, response, limits);
      response.json({ size: body.length });
    } catch (error: any) {
      response.status(error.statusCode ?? 400).json(error.message);
    }
  });
  const server = app.listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    open: (headers?: Record<string, string>) => openRequest(port, '', headers),
    stop: () => server.close(),
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

  it('refuses before the first byte what says that it is too large', async () => {
    const { open, stop } = await startServer({ bytes: 100 });
    const request = open({ 'content-length': '101' });
    await request.write('x');
    expect((await request.answer).status).toBe(413);
    stop();
  });
});
