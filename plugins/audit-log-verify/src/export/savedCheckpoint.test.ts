// SPDX-License-Identifier: Apache-2.0
import { exportFile, TestLedger } from '../__testUtils__/TestLedger';
import { ledger, SIZE, verifyFile } from '../__testUtils__/verifiedFile';

describe('a saved checkpoint', () => {
  const file = exportFile(ledger.lines());
  const compare = (saved: string) =>
    verifyFile(file, { savedCheckpoints: [saved] });

  it('fits what has grown from it', async () => {
    for (const size of [0, 1, 255, 256, 300, SIZE]) {
      const report = await compare(ledger.checkpoint(size, 10));
      expect(report).toMatchObject({ isVerified: true, notes: [] });
    }
  });

  it('does not fit a ledger that was made anew', async () => {
    const { findings } = await compare(
      new TestLedger(300).checkpoint(300, 10, [ledger.key]),
    );
    expect(findings).toEqual([
      expect.objectContaining({ kind: 'inconsistent', until: 300 }),
    ]);
  });

  it('shows that the end was cut off', async () => {
    const { findings } = await compare(
      new TestLedger(701).checkpoint(701, 10, [ledger.key]),
    );
    expect(findings).toEqual([
      expect.objectContaining({ kind: 'truncated', sequence: 700, until: 701 }),
    ]);
  });

  it('that is later than the file says nothing of it', async () => {
    const report = await compare(
      new TestLedger(701).checkpoint(701, 50, [ledger.key]),
    );
    expect(report.isVerified).toBe(true);
    expect(report.notes).toEqual([
      expect.stringContaining('later than the file'),
    ]);
  });

  it('at a place that the file leaves out is not compared', async () => {
    const report = await verifyFile(
      exportFile(ledger.lines({ wanted: at => at > 600 })),
      { savedCheckpoints: [ledger.checkpoint(301, 10)] },
    );
    expect(report.isVerified).toBe(true);
    expect(report.notes.join()).toContain('leaves out the place');
  });
});
