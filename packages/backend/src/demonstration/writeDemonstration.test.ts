// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { writeDemonstration } from './writeDemonstration';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

function collectingSink() {
  const events: NewAuditEvent[] = [];
  return {
    events,
    append: async (appended: readonly NewAuditEvent[]) => {
      events.push(...appended);
    },
  };
}

describe('writeDemonstration', () => {
  it('appends a month of labelled events, in order, the first time only', async () => {
    const knex = await databases.init('SQLITE_3');
    const { signal } = new AbortController();
    const sink = collectingSink();

    const count = await writeDemonstration({ knex, sink, signal });
    expect(count).toBeGreaterThan(1_500);
    expect(sink.events).toHaveLength(count);
    const ids = sink.events.map(({ id }) => id);
    expect([...ids].sort()).toEqual(ids);

    expect(await writeDemonstration({ knex, sink, signal })).toBe(0);
    expect(sink.events).toHaveLength(count);
  });

  it('stops when the portal stops', async () => {
    const knex = await databases.init('SQLITE_3');
    const stopping = new AbortController();
    const sink = collectingSink();
    const stoppingSink = {
      append: async (events: readonly NewAuditEvent[]) => {
        await sink.append(events);
        stopping.abort();
      },
    };

    const count = await writeDemonstration({
      knex,
      sink: stoppingSink,
      signal: stopping.signal,
    });
    expect(count).toBe(sink.events.length);
    expect(count).toBeLessThan(1_000);
  });
});
