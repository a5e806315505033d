// SPDX-License-Identifier: Apache-2.0
import { exportFile, TestLedger } from '../__testUtils__/TestLedger';
import {
  changeableLines,
  ledger,
  verifyFile,
} from '../__testUtils__/verifiedFile';

describe('what a file says of itself', () => {
  const findingsOf = async (
    change: (head: any) => void,
    options: Parameters<TestLedger['lines']>[0] = {},
  ) => {
    const lines: any[] = changeableLines(options);
    change(lines[0]);
    return (await verifyFile(exportFile(lines))).findings;
  };

  it.each([
    [
      'a filter',
      (head: any) => (head.filters = { actor: 'user:default/jane' }),
      'although it was filtered',
    ],
    [
      'another beginning',
      (head: any) => (head.from = 5),
      'no checkpoint of that place',
    ],
    ['another end', (head: any) => (head.to = 5), 'its checkpoint is of 700'],
  ])('is not believed with %s', async (_, change, message) => {
    expect(await findingsOf(change)).toContainEqual(
      expect.objectContaining({
        kind: 'removed',
        message: expect.stringContaining(message),
      }),
    );
  });

  it('is not believed when it begins later than it says', async () => {
    const filters = { from: '2026-11-24T12:05:00.000Z' };
    expect(await findingsOf(() => {}, { from: 300, filters })).toEqual([
      expect.objectContaining({ kind: 'removed' }),
    ]);
    const later = { from: '2026-11-24T12:15:00.000Z' };
    expect(await findingsOf(() => {}, { from: 300, filters: later })).toEqual(
      [],
    );
  });

  it('says until when it is complete', async () => {
    const filters = { to: '2026-11-24T12:45:00.000Z' };
    const report = await verifyFile(exportFile(ledger.lines({ filters })));
    expect(report.notes).toEqual([expect.stringContaining('not up to')]);
  });

  it('is not believed when it begins with a checkpoint of another ledger', async () => {
    const other = new TestLedger(300);
    const findings = await findingsOf(
      head => (head.first = other.checkpoint(300, 10, [ledger.key])),
      { from: 300 },
    );
    expect(findings).toEqual([
      expect.objectContaining({ kind: 'inconsistent', until: 300 }),
    ]);
  });
});
