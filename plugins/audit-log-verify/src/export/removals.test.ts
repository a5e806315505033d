// SPDX-License-Identifier: Apache-2.0
import { Readable } from 'node:stream';
import { exportFile, ORIGIN, TestLedger } from '../__testUtils__/TestLedger';
import { SigningKey } from '../checkpoint/SigningKey';
import { VerifierKey } from '../checkpoint/VerifierKey';
import { signDocument } from '../document/signDocument';
import { areRanges, joinRanges, subtractRanges, type Range } from './ranges';
import { verifyExport } from './verifyExport';

const SIZE = 700;
const ledger = new TestLedger(SIZE);
const keys = [VerifierKey.parse(ledger.key.verifier)];

const statementOf = (
  sequences: readonly Range[],
  { origin = ORIGIN, key = ledger.key } = {},
) =>
  signDocument({
    kind: 'removal-statement',
    origin,
    document: { schema: 1, file: 'a.parquet', period: '2024-11', sequences },
    keys: [key],
  });

/** A file that says it is complete, of a ledger of which these sequences are gone, with these statements. */
async function verifyWithout(
  gone: readonly Range[],
  statements: readonly object[],
) {
  const isGone = (at: number) => gone.some(([a, b]) => at >= a && at < b);
  const [head, ...lines] = ledger.lines({ wanted: at => !isGone(at) });
  const file = exportFile([
    { ...head, complete: true },
    ...statements.map(removed => ({ removed })),
    ...lines,
  ]);
  return verifyExport(Readable.from([file]), { keys });
}

describe('An export of a ledger of which events were removed', () => {
  it.each<[string, Range[], Range[][]]>([
    ['the oldest part', [[0, 300]], [[[0, 300]]]],
    [
      'parts here and there',
      [
        [3, 9],
        [256, 512],
      ],
      [
        [
          [3, 9],
          [256, 512],
        ],
      ],
    ],
    [
      'parts of two files, side by side',
      [[0, 300]],
      [
        [
          [0, 120],
          [121, 300],
        ],
        [[120, 121]],
      ],
    ],
    ['all', [[0, SIZE]], [[[0, SIZE]]]],
    ['less than what statements tell of', [[0, 20]], [[[0, 40]]]],
  ])(
    'is verified without %s when a statement tells of it',
    async (_, gone, told) => {
      const report = await verifyWithout(
        gone,
        told.map(one => statementOf(one)),
      );
      expect(report.findings).toEqual([]);
      expect(report).toMatchObject({
        isVerified: true,
        isComplete: true,
        removed: gone.reduce((sum, [from, to]) => sum + to - from, 0),
      });
    },
  );

  it('is not when its oldest part is just missing', async () => {
    const { findings } = await verifyWithout([[0, 300]], []);
    expect(findings).toEqual([
      expect.objectContaining({ kind: 'removed', sequence: 0, until: 300 }),
    ]);
  });

  it('is not when more is missing than a statement tells of', async () => {
    const { findings } = await verifyWithout(
      [
        [0, 300],
        [400, 401],
      ],
      [
        statementOf([
          [10, 200],
          [210, 280],
        ]),
      ],
    );
    expect(
      findings.map(({ kind, sequence, until }) => [kind, sequence, until]),
    ).toEqual([
      ['removed', 0, 10],
      ['removed', 200, 210],
      ['removed', 280, 300],
      ['removed', 400, undefined],
    ]);
  });

  it.each([
    [
      'was changed',
      () => ({ ...statementOf([[0, 1]]), sequences: [[0, 300]] }),
      'altered',
    ],
    [
      'is signed by another key',
      () => statementOf([[0, 300]], { key: SigningKey.generate(ORIGIN) }),
      'unknown-key',
    ],
    [
      'is of another ledger',
      () => statementOf([[0, 300]], { origin: 'other.example.com/audit-log' }),
      'inconsistent',
    ],
    ['has no signature', () => ({ sequences: [[0, 300]] }), 'altered'],
    [
      'says nothing of which they were',
      () => statementOf('all' as any),
      'altered',
    ],
    [
      'has them in disorder',
      () =>
        statementOf([
          [100, 300],
          [0, 100],
        ]),
      'altered',
    ],
    [
      'is a manifest of the archive',
      () =>
        signDocument({
          kind: 'archive-manifest',
          origin: ORIGIN,
          document: { sequences: [[0, 300]] },
          keys: [ledger.key],
        }),
      'altered',
    ],
  ])('is not when the statement %s', async (_, statement, kind) => {
    const report = await verifyWithout([[0, 300]], [statement()]);
    expect(report.isVerified).toBe(false);
    expect(report.findings).toEqual([
      expect.objectContaining({ kind, line: 2 }),
      expect.objectContaining({ kind: 'removed', sequence: 0, until: 300 }),
    ]);
  });

  it('is not when what is left was changed', async () => {
    const [head, ...lines] = JSON.parse(
      JSON.stringify(ledger.lines({ wanted: at => at >= 300 })),
    );
    lines.find((line: any) => line.event?.sequence === 450).event.outcome =
      'failed';
    const file = exportFile([
      { ...head, complete: true },
      { removed: statementOf([[0, 300]]) },
      ...lines,
    ]);
    const { findings } = await verifyExport(Readable.from([file]), {
      keys,
    });
    expect(findings).toEqual([
      expect.objectContaining({ kind: 'altered', sequence: 450 }),
    ]);
  });
});

describe('An export that begins at a place around which events were removed', () => {
  const FROM = 250;
  const [head, skip, ...lines] = ledger.lines({
    from: FROM,
    wanted: at => at >= 300,
  });
  const verifyWith = (...between: readonly object[]) =>
    verifyExport(
      Readable.from([
        exportFile([
          { ...head, complete: true },
          { removed: statementOf([[200, 300]]) },
          ...between,
          ...lines,
        ]),
      ]),
      { keys },
    );

  it('is verified, and its beginning compared where the file has that place', async () => {
    expect(
      await verifyWith(ledger.skip(0, FROM), ledger.skip(FROM, 300)),
    ).toMatchObject({ findings: [], removed: 50, notes: [] });
    expect(await verifyWith(skip)).toMatchObject({
      findings: [],
      removed: 50,
      notes: [expect.stringContaining('was not compared')],
    });
  });

  it('is not when its beginning is of another ledger', async () => {
    const first = new TestLedger(FROM).checkpoint(FROM, 10, [ledger.key]);
    const file = exportFile([
      { ...head, complete: true, first },
      { removed: statementOf([[200, 300]]) },
      ledger.skip(0, FROM),
      ledger.skip(FROM, 300),
      ...lines,
    ]);
    const { findings } = await verifyExport(Readable.from([file]), { keys });
    expect(findings).toEqual([
      expect.objectContaining({ kind: 'inconsistent', until: FROM }),
    ]);
  });
});

describe('Ranges', () => {
  it('are joined and subtracted as sets are', () => {
    let seed = 1;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let round = 0; round < 300; round++) {
      const given = Array.from({ length: random(8) }, (): Range => {
        const from = random(40);
        return [from, from + 1 + random(6)];
      });
      const joined = joinRanges(given);
      expect(areRanges(joined)).toBe(true);
      const from = random(45);
      const to = from + random(10);
      const left = subtractRanges([from, to], joined);
      for (let place = 0; place < 60; place++) {
        const isIn = (ranges: readonly Range[]) =>
          ranges.some(([a, b]) => place >= a && place < b);
        expect(isIn(joined)).toBe(isIn(given));
        expect(isIn(left)).toBe(place >= from && place < to && !isIn(given));
      }
    }
  });

  it.each([
    [undefined],
    ['x'],
    [[[1, 1]]],
    [[[2, 1]]],
    [
      [
        [0, 1],
        [1, 2],
      ],
    ],
    [[[0, 1, 2]]],
    [[[0.5, 1]]],
    [[[-2, 1]]],
    [[['0', 1]]],
    [[null]],
  ])('are not %j', value => {
    expect(areRanges(value)).toBe(false);
  });
});
