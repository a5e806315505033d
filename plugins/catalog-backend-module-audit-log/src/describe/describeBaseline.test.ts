// SPDX-License-Identifier: Apache-2.0
import { describeBaseline } from './describeBaseline';

describe('describeBaseline', () => {
  it('counts what was there', () => {
    expect(
      describeBaseline({
        id: '019ac1d2-0000-7000-8000-000000000001',
        takenAt: '2026-11-24T10:00:00.000Z',
        counts: { Component: 20, API: 3 },
      }),
    ).toMatchObject({
      id: '019ac1d2-0000-7000-8000-000000000001',
      action: 'catalog-baseline',
      occurredAt: new Date('2026-11-24T10:00:00.000Z'),
      meta: { entities: 23, counts: { Component: 20, API: 3 } },
    });
  });
});
