// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from 'node:util';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { auditEvent } from '../../__testUtils__/auditEvent';
import { randomEvents } from '../../query/__testUtils__/randomEvents';
import { seededRandom } from '../../query/__testUtils__/seededRandom';
import { hostileEvents } from './__testUtils__/hostileEvents';
import { eventFromRecord } from './eventFromRecord';
import { recordFromEvent } from './recordFromEvent';
import { unkeptOf } from './unkeptOf';

/** What it is by definition: the properties that are others once the columns alone have been read. */
function differing(event: AuditEvent): readonly string[] {
  const { rest, ...columns } = recordFromEvent({ event });
  const { event: back } = eventFromRecord(columns);
  return Object.entries(event)
    .filter(
      ([name, value]) =>
        // Any JSON is kept in these.
        !['meta', 'changes'].includes(name) &&
        value !== undefined &&
        !isDeepStrictEqual(value, back[name as keyof AuditEvent]),
    )
    .map(([name]) => name);
}

/** Events as no pipeline of ours makes them. */
const ODD = [
  { request: null, error: null, durationMs: null, labels: null },
  { request: { method: undefined }, error: {}, actor: {} },
  { actor: { type: 'user', ref: undefined } },
  { actor: { type: 'user', other: 'x' } },
  { actor: ['user'], request: ['GET'], error: 'none' },
  { targets: ['x', { title: 'x' }, { ref: 7 }, ['x']] },
  { targets: [{ ref: 'x', title: undefined }] },
  { projects: [{ ref: 'x', title: 'y', other: 'z' }] },
  { redacted: ['x', 1], truncated: [[]], erased: 'x' },
  { occurredAt: '2026-11-30T12:00:00Z', recordedAt: 'today' },
  { occurredAt: '2026-02-30T12:00:00.000Z', recordedAt: 5 },
  { occurredAt: '2026-02-28T24:00:00.000Z' },
  { occurredAt: '+010000-01-01T00:00:00.000Z' },
  { sequence: 2 ** 53, durationMs: 0.5 },
  { plugin: 1, event: null, action: {}, category: [], severity: true },
  { other: 'property', __proto__: { inherited: 'x' } },
].map(given => ({ ...auditEvent(), ...given } as AuditEvent));

describe('unkeptOf', () => {
  it.each([...hostileEvents(), ...ODD].map(event => [event as AuditEvent]))(
    'names exactly what the columns do not keep of %j',
    event => {
      const unkept = unkeptOf(event);
      expect(Object.keys(unkept ?? {})).toEqual(differing(event));
      expect(event).toMatchObject(unkept ?? {});
    },
  );

  it('finds nothing in events as we record them', () => {
    for (const event of randomEvents(seededRandom(11), 1_000)) {
      expect(unkeptOf({ ...event, sequence: 7 })).toBeUndefined();
      expect(differing(event)).toEqual([]);
    }
  });
});
