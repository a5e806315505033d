// SPDX-License-Identifier: Apache-2.0
import type { LedgerStatus } from 'backstage-plugin-audit-log-common';
import { formatTime } from '../labels/formatTime';
import { ledgerLabel } from './ledgerLabel';

const status: LedgerStatus = {
  isSealing: true,
  events: 20,
  sealed: 18,
  problems: [],
};
const verified = {
  size: 12,
  at: '2026-11-24T21:00:00.000Z',
  recordedUntil: '2026-11-24T20:04:00.000Z',
};
const problem = (code: 'altered' | 'behind' | 'unsigned') => ({
  code,
  message: 'In words',
});

describe('ledgerLabel', () => {
  it.each<[string, Partial<LedgerStatus>, string | undefined]>([
    ['Not sealed', { isSealing: false }, 'warning'],
    ['Nothing sealed yet', { sealed: 0 }, undefined],
    ['Sealed, not verified yet', {}, undefined],
    [
      `Verified until ${formatTime.minute(verified.recordedUntil)}`,
      { verified },
      'ok',
    ],
    [
      `Verified until ${formatTime.minute(verified.recordedUntil)}`,
      { verified, problems: [problem('behind')] },
      'warning',
    ],
    [
      'Alteration found',
      { verified, problems: [problem('behind'), problem('altered')] },
      'error',
    ],
  ])('says %s', (title, differing, color) => {
    const label = ledgerLabel({ ...status, ...differing });
    expect([label.title, label.color]).toEqual([title, color]);
  });

  it('says that there is an alteration where sealing was switched off afterwards', () => {
    expect(
      ledgerLabel({
        ...status,
        isSealing: false,
        problems: [problem('altered')],
      }).title,
    ).toBe('Alteration found');
  });
});
