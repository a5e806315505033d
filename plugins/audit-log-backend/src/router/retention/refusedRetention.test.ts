// SPDX-License-Identifier: Apache-2.0
import request from 'supertest';
import { uuidAt } from '../../__testUtils__/auditEvent';
import {
  PEOPLE,
  startGuardedBackend,
} from '../../access/__testUtils__/startGuardedBackend';

const USUAL = { live: 'P1Y', archive: 'P1Y', rules: [] };

describe('the API of retention', () => {
  let backend: Awaited<ReturnType<typeof startGuardedBackend>>;

  beforeAll(async () => {
    backend = await startGuardedBackend({});
  });

  it.each<['post' | 'put' | 'delete', string, object | undefined]>([
    ['put', '', { policy: USUAL }],
    ['put', '', { policy: USUAL, reason: '' }],
    ['put', '', { policy: { ...USUAL, live: '1y' }, reason: 'x' }],
    ['put', '', { policy: { ...USUAL, live: 'P0D' }, reason: 'x' }],
    ['put', '', { policy: { ...USUAL, live: 'forever' }, reason: 'x' }],
    ['put', '', { policy: { ...USUAL, rules: [{ name: 'x' }] }, reason: 'x' }],
    ['put', '', { policy: USUAL, reason: 'x', confirmedEvents: -1 }],
    ['put', '', { policy: USUAL, reason: 'x', other: 1 }],
    ['post', '/preview', { policy: { ...USUAL, archive: 'P999Y' } }],
    [
      'post',
      '/preview',
      {
        policy: {
          ...USUAL,
          rules: [
            { name: 'x', action: ['a'] },
            { name: 'x', action: ['b'] },
          ],
        },
      },
    ],
    ['post', '/holds', { reason: 'x' }],
    ['post', '/holds', { actor: 'user:default/jane' }],
    ['post', '/holds', { reason: 'x', from: 'yesterday' }],
    [
      'post',
      '/holds',
      {
        reason: 'x',
        from: '2026-01-01T00:00:00Z',
        to: '2025-01-01T00:00:00Z',
      },
    ],
    ['post', `/holds/${uuidAt()}/release`, {}],
    ['post', '/holds/x/release', { reason: 'x' }],
    ['post', '/changes/x/cancel', undefined],
    ['post', '/runs', { trustClock: 'yes' }],
    ['post', `/files/${uuidAt()}/restore`, { days: 0 }],
    ['post', `/files/${uuidAt()}/restore`, { days: 91 }],
    ['post', `/files/${uuidAt()}/restore`, {}],
    ['delete', '/files/x/restore', undefined],
  ])('refuses %s %s with %j', async (method, path, body) => {
    const { status } = await request(backend.server)
      [method](`/api/audit-log/v1/retention${path}`)
      .set('Authorization', PEOPLE.administrator)
      .send(body);
    expect(status).toBe(400);
  });

  it('puts on record who was refused', async () => {
    await backend.get('/retention', 'jane');
    await request(backend.server)
      .put('/api/audit-log/v1/retention')
      .set('Authorization', PEOPLE.jane)
      .send({ policy: USUAL, reason: 'Mine' });
    const reads = await backend.events(
      'action=audit-log.events-read.retention&actor=user:default/jane',
      items => items.length > 0,
    );
    expect(reads[0].outcome).toBe('denied');
    const writes = await backend.events(
      'action=audit-log.retention-write.change&actor=user:default/jane',
      items => items.some(({ meta }) => meta.reason === 'Mine'),
    );
    expect(writes[0]).toMatchObject({
      outcome: 'denied',
      meta: { after: USUAL },
    });
  });
});
