// SPDX-License-Identifier: Apache-2.0
import { auditEvent } from '../__testUtils__/auditEvent';
import { exportFile, TestLedger } from '../__testUtils__/TestLedger';
import {
  changeableLines,
  ledger,
  pieces,
  SIZE,
  verifyFile,
} from '../__testUtils__/verifiedFile';
import { SigningKey } from '../checkpoint/SigningKey';
import { verifyExport } from './verifyExport';

describe('what an attacker did to the database', () => {
  /** What is found in the export of a ledger of which something was changed after it was sealed. */
  async function findingsAfter(
    change: (lines: any[], changed: TestLedger) => void,
    options: Parameters<TestLedger['lines']>[0] = {},
  ) {
    const lines = changeableLines(options);
    change(lines, ledger);
    return (await verifyFile(exportFile(lines))).findings;
  }
  const lineOf = (lines: any[], sequence: number) =>
    lines.findIndex(line => line.event?.sequence === sequence);

  it.each([0, 255, 256, 511, 699])(
    'names event %i when it was changed',
    async sequence => {
      const findings = await findingsAfter(lines => {
        lines[lineOf(lines, sequence)].event.outcome = 'failed';
      });
      expect(findings).toEqual([
        expect.objectContaining({
          kind: 'altered',
          sequence,
          eventId: auditEvent(sequence).id,
        }),
      ]);
    },
  );

  it('names an event whose seal was changed, its salt or what it says is personal', async () => {
    for (const change of [
      (seal: any) => (seal.salts['/actor'] = seal.salts['/targets/1']),
      (seal: any) => delete seal.salts['/actor'],
      (seal: any) => (seal.salts['/meta/entityRef'] = seal.salts['/actor']),
      (seal: any) => delete seal.salts,
    ]) {
      const findings = await findingsAfter(lines =>
        change(lines[lineOf(lines, 5)].seal),
      );
      expect(findings).toEqual([
        expect.objectContaining({ kind: 'altered', sequence: 5 }),
      ]);
    }
  });

  it('names an event of which the kept leaf was changed', async () => {
    const findings = await findingsAfter(lines => {
      lines[lineOf(lines, 7)].leaf = ledger.rows[8].leaf.toString('base64');
    });
    expect(findings).toContainEqual(
      expect.objectContaining({ kind: 'altered', sequence: 7 }),
    );
  });

  it('narrows it to 256 events when event and leaf were changed alike', async () => {
    const other = new TestLedger(301).rows[300];
    const findings = await findingsAfter(lines => {
      Object.assign(lines[lineOf(lines, 300)], {
        ...other,
        leaf: other.leaf.toString('base64'),
      });
    });
    // The root that the ledger keeps of the others leads to the checkpoint: nothing else was changed.
    expect(findings).toEqual([
      expect.objectContaining({ kind: 'altered', sequence: 256, until: 512 }),
    ]);
  });

  it('finds it when the kept root over them was changed too, or there is none yet', async () => {
    for (const sequence of [300, 650]) {
      const other = new TestLedger(sequence + 1).rows[sequence];
      const changed = new TestLedger(0);
      changed.rows = ledger.rows.map((row, at) =>
        at === sequence ? other : row,
      );
      const root = changed.root(256, 512).toString('base64');
      const findings = await findingsAfter(lines => {
        Object.assign(lines[lineOf(lines, sequence)], {
          ...other,
          leaf: other.leaf.toString('base64'),
        });
        lines.find(line => line.tile?.from === 256).tile.root = root;
      });
      expect(findings).toEqual([
        expect.objectContaining({ kind: 'inconsistent', until: SIZE }),
      ]);
    }
  });

  it('names what was removed: one, several, the first and the last', async () => {
    for (const [from, to] of [
      [10, 11],
      [200, 300],
      [0, 1],
      [699, 700],
    ]) {
      // The exporter leaves out what is not there, as its format has it.
      const findings = await findingsAfter(lines => {
        const start = lineOf(lines, from);
        lines.splice(
          start,
          lineOf(lines, to - 1) - start + 1,
          ledger.skip(from, to),
        );
      });
      expect(findings).toEqual([
        expect.objectContaining({ kind: 'removed', sequence: from }),
      ]);
      expect(findings[0].until).toBe(to - from > 1 ? to : undefined);
      // Or whoever did it took the line out, and made the manifest fit.
      const without = await findingsAfter(lines => {
        const start = lineOf(lines, from);
        lines.splice(start, lineOf(lines, to - 1) - start + 1);
      });
      expect(without).toContainEqual(
        expect.objectContaining({
          kind: to === SIZE ? 'truncated' : 'removed',
          sequence: from,
        }),
      );
    }
  });

  it('names two that were swapped', async () => {
    const findings = await findingsAfter(lines => {
      const [one, other] = [
        lines[lineOf(lines, 20)],
        lines[lineOf(lines, 400)],
      ];
      [one.event, other.event] = [
        { ...other.event, sequence: 20 },
        { ...one.event, sequence: 400 },
      ];
      [one.seal, other.seal] = [other.seal, one.seal];
    });
    expect(findings).toEqual([
      expect.objectContaining({
        kind: 'reordered',
        sequence: 20,
        message: expect.stringContaining('sealed at 400'),
      }),
      expect.objectContaining({
        kind: 'reordered',
        sequence: 400,
        message: expect.stringContaining('sealed at 20'),
      }),
    ]);
  });

  it('names what was inserted: at a place that is taken, at none, and behind the end', async () => {
    const twice = await findingsAfter(lines => {
      const at = lineOf(lines, 30);
      lines.splice(at + 1, 0, {
        ...lines[at],
        event: { ...lines[at].event, id: 'x' },
      });
    });
    expect(twice[0]).toMatchObject({
      kind: 'inserted',
      sequence: 30,
      eventId: 'x',
    });
    const nowhere = await findingsAfter(lines => {
      const { sequence, ...event } = lines[lineOf(lines, 30)].event;
      lines.splice(30, 0, { ...lines[30], event });
    });
    expect(nowhere).toEqual([expect.objectContaining({ kind: 'inserted' })]);
    const behind = await findingsAfter(lines => {
      const line = lines[lineOf(lines, 699)];
      lines.push({ ...line, event: { ...line.event, sequence: 700 } });
    });
    expect(behind).toContainEqual(
      expect.objectContaining({ kind: 'inserted', sequence: 700 }),
    );
  });

  it('names what stands in another order', async () => {
    const findings = await findingsAfter(lines => {
      const at = lineOf(lines, 40);
      [lines[at], lines[at + 1]] = [lines[at + 1], lines[at]];
    });
    expect(findings).toEqual([
      expect.objectContaining({ kind: 'reordered', sequence: 40 }),
    ]);
  });

  it('finds a leaf that was left out and changed at once', async () => {
    const findings = await findingsAfter(
      lines => {
        lines.find(line => line.skip).skip.hashes[0] =
          ledger.rows[0].leaf.toString('base64');
      },
      { wanted: at => at > 100 && at % 2 === 0 },
    );
    expect(findings).toEqual([
      expect.objectContaining({ kind: 'inconsistent', until: SIZE }),
    ]);
  });

  it('tells whose signature it is when another key has signed all of it anew', async () => {
    const pirate = SigningKey.generate(ledger.key.name);
    const lines: any[] = changeableLines();
    lines[0].checkpoint = ledger.checkpoint(SIZE, 30, [pirate]);
    lines[0].keys = [pirate.verifier];
    const { findings } = await verifyFile(exportFile(lines));
    expect(findings).toEqual([
      expect.objectContaining({
        kind: 'unknown-key',
        message: expect.stringContaining(pirate.id),
      }),
    ]);
    // Nothing is wrong with it for who takes the key from the file: that is what the note is for.
    expect((await verifyExport(pieces(exportFile(lines)))).isVerified).toBe(
      true,
    );
  });

  it('finds a signature that was changed', async () => {
    const findings = await findingsAfter(lines => {
      lines[0].checkpoint = lines[0].checkpoint.replace('12:30', '12:31');
    });
    expect(findings).toEqual([
      expect.objectContaining({ kind: 'unknown-key' }),
    ]);
  });
});
