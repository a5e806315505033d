// SPDX-License-Identifier: Apache-2.0
import http from 'node:http';
import { ServiceUnavailableError } from '@backstage/errors';
import { auditEvent } from '../__testUtils__/auditEvent';
import { eventually } from '../__testUtils__/eventually';
import { closeServers, serveEvents } from './__testUtils__/serveEvents';

describe('A list of events', () => {
  afterEach(closeServers);

  it('tells what of it is in the archive, and how far the search has got', async () => {
    const event = auditEvent();
    const archive = { ids: [event.id], filesLeft: 3, eventsLeft: 1_200 };
    const { url } = await serveEvents({
      readPage: async () => ({ items: [event], archive }),
    });
    expect(await (await fetch(url)).json()).toMatchObject({
      items: [{ id: event.id }],
      archive,
    });
  });

  it('is unavailable where the archive is', async () => {
    const { url, recorded } = await serveEvents({
      readPage: () =>
        Promise.reject(new ServiceUnavailableError('Mount the volume again')),
    });
    const response = await fetch(url);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      error: { message: expect.stringContaining('Mount the volume again') },
    });
    expect(recorded).toEqual(['failed']);
  });

  it.each(['', '/summary'])(
    'stops being looked for once whoever asked has gone away (%s)',
    async path => {
      const signals: AbortSignal[] = [];
      const untilAborted = ({ signal }: { readonly signal?: AbortSignal }) =>
        new Promise<never>((_, reject) => {
          signals.push(signal!);
          signal!.addEventListener('abort', () => reject(signal!.reason));
        });
      const { url, recorded } = await serveEvents({
        readPage: untilAborted,
        summarize: untilAborted,
      });
      const request = http.get(`${url}${path}`);
      request.on('error', () => {});
      await eventually(
        async () => signals.length,
        length => length === 1,
      );
      expect(signals[0].aborted).toBe(false);
      request.destroy();
      const expected = path === '' ? ['failed'] : [];
      await eventually(
        async () => signals[0].aborted && recorded.length,
        done => done === expected.length,
      );
      expect(recorded).toEqual(expected);
    },
  );
});
