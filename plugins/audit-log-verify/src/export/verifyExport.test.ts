// SPDX-License-Identifier: Apache-2.0
import { gzipSync } from 'node:zlib';
import { exportFile, TestLedger } from '../__testUtils__/TestLedger';
import {
  keys,
  ledger,
  pieces,
  SIZE,
  verifyFile,
} from '../__testUtils__/verifiedFile';
import { verifyExport } from './verifyExport';

describe('an export that is as it was sealed', () => {
  it('is verified, complete from the first event on', async () => {
    const report = await verifyFile(exportFile(ledger.lines()));
    expect(report).toMatchObject({
      isVerified: true,
      findings: [],
      events: SIZE,
      erased: 0,
      isComplete: true,
      from: 0,
      to: SIZE,
      notes: [],
      checkpoint: { size: SIZE, signedBy: [ledger.key.verifier] },
    });
  });

  it.each([
    ['from a checkpoint on', { from: 300 }, 400],
    ['from a checkpoint at a tile on', { from: 256 }, 444],
    ['up to an earlier checkpoint', { from: 255, size: 513 }, 258],
    ['of nothing', { from: SIZE }, 0],
    ['of every third event', { wanted: (at: number) => at % 3 === 0 }, 234],
    ['of one event', { wanted: (at: number) => at === 511 }, 1],
    ['of none', { wanted: () => false }, 0],
  ])('is verified, %s', async (_, options, events) => {
    const report = await verifyFile(exportFile(ledger.lines(options)));
    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({
      isVerified: true,
      events,
      isComplete: !('wanted' in options),
    });
    expect(report.notes).toHaveLength('wanted' in options ? 1 : 0);
  });

  it('is verified at every size, with and without tiles', async () => {
    const small = new TestLedger(34);
    for (let size = 0; size <= 34; size++) {
      const lines = small.lines({ from: size >> 1, size });
      const report = await verifyExport(pieces(exportFile(lines)));
      expect({ size, findings: report.findings }).toEqual({
        size,
        findings: [],
      });
    }
  });

  it('is verified when zipped, and in pieces of whatever size', async () => {
    const lines = ledger.lines({ size: 20 });
    const zipped = gzipSync(exportFile(lines));
    for (const length of [1, 7, 1e6]) {
      const plain = pieces(exportFile(lines), length);
      expect((await verifyExport(plain, { keys })).isVerified).toBe(true);
      const report = await verifyExport(pieces(zipped, length), { keys });
      expect(report).toMatchObject({ isVerified: true, events: 20 });
    }
  });

  it('says that the keys of the file prove nothing by themselves', async () => {
    const report = await verifyExport(pieces(exportFile(ledger.lines())));
    expect(report.isVerified).toBe(true);
    expect(report.notes).toEqual([
      expect.stringContaining('only if they are the keys of your portal'),
    ]);
  });
});
