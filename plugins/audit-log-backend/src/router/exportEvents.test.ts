// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { auditEvent } from '../__testUtils__/auditEvent';
import { eventually } from '../__testUtils__/eventually';
import { batchOfEvents } from '../query/batchOfEvents';
import type { EventBatch } from '../query/EventBatch';
import { ndjsonFormat } from '../query/export/ndjsonFormat';
import { closeServers, serveEvents } from './__testUtils__/serveEvents';

const EVENTS: readonly AuditEvent[] = Array.from({ length: 500 }, () =>
  auditEvent(),
);

/** Events that are hardly smaller when they are compressed. */
function randomEvents(): readonly AuditEvent[] {
  return Array.from({ length: 500 }, () =>
    auditEvent({ meta: { text: randomBytes(1_000).toString('base64') } }),
  );
}

describe('an export', () => {
  afterEach(closeServers);

  /** Serves an export of these batches; gives its URL and how the reading of it was recorded. */
  async function serve(
    readAll: (signal: AbortSignal) => AsyncIterable<EventBatch>,
  ) {
    const { url, recorded } = await serveEvents({
      summarize: async () => ({
        total: { count: 100_000, exact: false },
        timeline: { interval: 'day', buckets: [] },
        facets: {},
      }),
      readAll: ({ signal }) => readAll(signal),
    });
    return { url: `${url}/export?format=ndjson`, recorded };
  }

  it.each([
    ['as it is', 'identity'],
    ['compressed', 'gzip'],
  ])(
    'does not read ahead of a client that takes its time, and stops when it goes away: %s',
    async (_, encoding) => {
      let batches = 0;
      let stopped = false;
      const { url, recorded } = await serve(async function* endless() {
        try {
          for (;;) {
            batches += 1;
            yield batchOfEvents(randomEvents());
          }
        } finally {
          stopped = true;
        }
      });
      const headers = { 'accept-encoding': encoding };
      const [response] = await once(http.get(url, { headers }), 'response');
      expect(response.headers['content-encoding']).toBe(
        encoding === 'gzip' ? encoding : undefined,
      );
      expect(response.headers['audit-log-count']).toBeUndefined();
      response.pause();
      // Buffers on the way fill up; then nothing is read any more.
      let before = -1;
      await eventually(
        async () => {
          const still = batches === before;
          before = batches;
          await new Promise(resolve => setTimeout(resolve, 100));
          return still && batches === before;
        },
        still => still,
      );
      expect(batches).toBeGreaterThan(0);
      expect(batches).toBeLessThan(200);

      response.destroy();
      await eventually(
        async () => recorded.length,
        length => length > 0,
      );
      expect(stopped).toBe(true);
      expect(recorded).toEqual(['failed']);
    },
  );

  it('is compressed for those who take that', async () => {
    const { url } = await serve(async function* whole() {
      yield batchOfEvents(EVENTS);
    });
    const texts = await Promise.all(
      ['gzip', 'identity'].map(async encoding => {
        const response = await fetch(url, {
          headers: { 'accept-encoding': encoding },
        });
        expect(response.headers.get('content-encoding')).toBe(
          encoding === 'gzip' ? 'gzip' : null,
        );
        expect(response.headers.get('vary')).toMatch(/Accept-Encoding/i);
        return response.text();
      }),
    );
    expect(texts[0]).toBe(texts[1]);
    expect(texts[0].trim().split('\n')).toHaveLength(EVENTS.length);
  });

  it('is whole when it is compressed, however large, for several at once', async () => {
    const batches = Array.from({ length: 12 }, randomEvents);
    const { url } = await serve(async function* large() {
      for (const events of batches) {
        yield batchOfEvents(events);
      }
    });
    const expected = ndjsonFormat.write(batches.flat());
    const texts = await Promise.all(
      Array.from({ length: 3 }, async () => (await fetch(url)).text()),
    );
    // Not by `toBe`, which would print megabytes.
    expect(texts.map(text => text === expected)).toEqual([true, true, true]);
  });

  it('closes the connection when reading fails midway', async () => {
    const { url, recorded } = await serve(async function* failing() {
      yield batchOfEvents(EVENTS);
      throw new Error('The database went away');
    });
    const response = await fetch(url);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    await eventually(
      async () => recorded.length,
      length => length > 0,
    );
    expect(recorded).toEqual(['failed']);
  });

  it('answers with an error when reading fails at once', async () => {
    const { url, recorded } = await serve(async function* failing() {
      throw new Error('The database is away');
    });
    const response = await fetch(url);
    expect(response.status).toBe(500);
    expect(recorded).toEqual(['failed']);
  });
});
