// SPDX-License-Identifier: Apache-2.0
import { gzipSync } from 'node:zlib';
import { auditEvent } from '../__testUtils__/auditEvent';
import { exportFile, TestLedger } from '../__testUtils__/TestLedger';
import { SigningKey } from '../checkpoint/SigningKey';
import { VerifierKey } from '../checkpoint/VerifierKey';
import { eraseFromEvent } from '../seal/eraseFromEvent';
import { verifyExport, type VerifyExportOptions } from './verifyExport';

const SIZE = 700;
const ledger = new TestLedger(SIZE);
const keys = [VerifierKey.parse(ledger.key.verifier)];

/** A file in pieces of whatever size. */
async function* pieces(file: string | Buffer, length = 10_000) {
  const bytes = Buffer.from(file as string);
  for (let at = 0; at < bytes.length; at += length) {
    yield bytes.subarray(at, at + length);
  }
}

const verify = (file: string | Buffer, options: VerifyExportOptions = {}) =>
  verifyExport(pieces(file), { keys, ...options });

describe('an export that is as it was sealed', () => {
  it('is verified, complete from the first event on', async () => {
    const report = await verify(exportFile(ledger.lines()));
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
    const report = await verify(exportFile(ledger.lines(options)));
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

  it('tells how many events something was erased of, and that the trail says so', async () => {
    const erased = new TestLedger(10);
    const operation = '22222222-2222-4222-8222-222222222222';
    Object.assign(
      erased.rows[4],
      eraseFromEvent(
        erased.rows[4].event,
        erased.rows[4].seal,
        text => text.includes('jane'),
        operation,
      ),
    );
    const unrecorded = await verifyExport(pieces(exportFile(erased.lines())));
    expect(unrecorded.findings).toEqual([
      expect.objectContaining({ kind: 'erased-unrecorded', sequence: 4 }),
    ]);
    erased.add({
      ...auditEvent(10),
      plugin: 'audit-log',
      event: 'erasure',
      operationId: operation,
    });
    const report = await verifyExport(pieces(exportFile(erased.lines())));
    expect(report).toMatchObject({ isVerified: true, erased: 1, events: 11 });
    // What ends before the erasure cannot have it.
    const until = { filters: { to: '2026-11-24T12:20:00.000Z' }, size: 10 };
    const earlier = await verifyExport(pieces(exportFile(erased.lines(until))));
    expect(earlier.isVerified).toBe(true);
    expect(earlier.notes.join()).toContain(operation);
  });
});

describe('what an attacker did to the database', () => {
  /** What is found in the export of a ledger of which something was changed after it was sealed. */
  async function findingsAfter(
    change: (lines: any[], changed: TestLedger) => void,
    options: Parameters<TestLedger['lines']>[0] = {},
  ) {
    const lines = JSON.parse(JSON.stringify(ledger.lines(options)));
    change(lines, ledger);
    return (await verify(exportFile(lines))).findings;
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
    const lines: any[] = JSON.parse(JSON.stringify(ledger.lines()));
    lines[0].checkpoint = ledger.checkpoint(SIZE, 30, [pirate]);
    lines[0].keys = [pirate.verifier];
    const { findings } = await verify(exportFile(lines));
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

describe('what somebody did to the file', () => {
  const file = exportFile(ledger.lines({ size: 300 }));

  it('tells when a character was changed', async () => {
    const { findings } = await verify(file.replace('"medium"', '"severe"'));
    expect(findings.map(({ kind, sequence }) => [kind, sequence])).toEqual([
      ['altered', undefined],
      ['altered', 0],
    ]);
    expect(findings[0].message).toContain('changed after it was exported');
  });

  it('tells when a space was added, which changes no event', async () => {
    const { findings } = await verify(file.replace('{"leaf"', '{ "leaf"'));
    expect(findings).toEqual([expect.objectContaining({ kind: 'altered' })]);
  });

  it.each([
    [
      'after a line',
      (text: string) => `${text.split('\n').slice(0, 100).join('\n')}\n`,
    ],
    ['within a line', (text: string) => text.slice(0, 50_000)],
    [
      'before the manifest',
      (text: string) => `${text.split('\n').slice(0, -2).join('\n')}\n`,
    ],
    ['within the manifest', (text: string) => text.slice(0, -5)],
  ])('tells when it was cut off %s', async (_, cut) => {
    const { findings } = await verify(cut(file));
    expect(findings).toContainEqual(
      expect.objectContaining({
        kind: 'truncated',
        message: expect.stringContaining('without the manifest'),
      }),
    );
  });

  it('tells when a zipped file was cut off', async () => {
    const zipped = gzipSync(file);
    const { findings } = await verify(zipped.subarray(0, zipped.length / 2));
    expect(findings.map(({ kind }) => kind)).toContain('truncated');
  });

  it.each([
    'nonsense',
    '[]',
    'null',
    '{}',
    '{"event":null}',
    '{"event":[]}',
    '{"event":{"sequence":1e99}}',
    '{"event":{"sequence":300}}',
    '{"event":{"sequence":300},"seal":{"erased":{"/actor":null}}}',
    '{"skip":null}',
    '{"skip":{"from":300,"to":301,"hashes":"x"}}',
    '{"skip":{"from":300,"to":9007199254740992,"hashes":[]}}',
    '{"skip":{"from":-1,"to":0,"hashes":[]}}',
    '{"tile":{}}',
    '{"tile":null}',
    '{"manifest":null}',
    '{"event":{"sequence":300},"tile":{}}',
    `{"event":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    `{"leaf":"x","seal":{"salts":{"/meta":""}},"event":{"sequence":300,"meta":${'['.repeat(
      50_000,
    )}${']'.repeat(50_000)}}}`,
  ])('is not brought to a stop by a line such as %.60s', async line => {
    const lines = file.split('\n');
    lines.splice(-2, 0, line);
    const { isVerified, findings } = await verify(lines.join('\n'));
    expect(isVerified).toBe(false);
    expect(findings.length).toBeGreaterThan(1);
  });

  it.each([
    ['nothing', '', 'empty'],
    ['no JSON', 'hello\n', 'no JSON'],
    ['an export without proofs', '{"id":"x"}\n', 'proofs=true'],
    ['a later version', '{"auditLogExport":2}\n', 'later version'],
    ['no checkpoint', '{"auditLogExport":1}\n', 'no checkpoint'],
    ['null', 'null\n', 'no proofs'],
  ])('does not verify %s', async (_, text, message) => {
    await expect(verify(text)).rejects.toThrow(message);
  });
});

describe('what a file says of itself', () => {
  const findingsOf = async (
    change: (head: any) => void,
    options: Parameters<TestLedger['lines']>[0] = {},
  ) => {
    const lines: any[] = JSON.parse(JSON.stringify(ledger.lines(options)));
    change(lines[0]);
    return (await verify(exportFile(lines))).findings;
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
    const report = await verify(exportFile(ledger.lines({ filters })));
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

describe('a saved checkpoint', () => {
  const file = exportFile(ledger.lines());
  const compare = (saved: string) =>
    verify(file, { savedCheckpoints: [saved] });

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
    const report = await verify(
      exportFile(ledger.lines({ wanted: at => at > 600 })),
      { savedCheckpoints: [ledger.checkpoint(301, 10)] },
    );
    expect(report.isVerified).toBe(true);
    expect(report.notes.join()).toContain('leaves out the place');
  });
});
