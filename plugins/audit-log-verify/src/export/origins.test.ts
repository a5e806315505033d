// SPDX-License-Identifier: Apache-2.0
import { exportFile, ORIGIN, TestLedger } from '../__testUtils__/TestLedger';
import { pieces } from '../__testUtils__/verifiedFile';
import { signCheckpoint } from '../checkpoint/signCheckpoint';
import { SigningKey } from '../checkpoint/SigningKey';
import { VerifierKey } from '../checkpoint/VerifierKey';
import { signDocument } from '../document/signDocument';
import { verifyExport, type VerifyExportOptions } from './verifyExport';

const SIZE = 40;
const MOVED = 'new.example.com/audit-log';
const ledger = new TestLedger(SIZE);
const moved = SigningKey.fromPem(MOVED, ledger.key.toPem());
const before = VerifierKey.parse(ledger.key.verifier);
const after = VerifierKey.parse(moved.verifier);
const both = [before, after];

const checkpointOf = (signed: TestLedger, size: number, keys = [moved]) =>
  signCheckpoint(
    {
      origin: MOVED,
      size,
      root: signed.root(0, size),
      time: '2026-11-24T12:30:00.000Z',
    },
    keys,
  );

/** A file of the portal after it moved, of which the first events were removed before. */
function fileOf(
  options: { gone?: number; head?: object; signer?: SigningKey } = {},
) {
  const { gone = 0, head = {}, signer = ledger.key } = options;
  const [first, ...lines] = ledger.lines({ wanted: at => at >= gone });
  const removed = signDocument({
    kind: 'removal-statement',
    origin: signer.name,
    document: { file: 'a', period: '2026-11', sequences: [[0, gone]] },
    keys: [signer],
  });
  return exportFile([
    {
      ...first,
      complete: true,
      origin: MOVED,
      checkpoint: checkpointOf(ledger, SIZE),
      keys: both.map(({ text }) => text),
      ...head,
    },
    ...(gone > 0 ? [{ removed }] : []),
    ...lines,
  ]);
}

const verify = (file: string, options: VerifyExportOptions = { keys: both }) =>
  verifyExport(pieces(file), options);

const NOTE = expect.stringContaining(`under the origin ${ORIGIN}`);

describe('a ledger that had another origin before', () => {
  it('has statements of what was removed then, signed by a key that was given', async () => {
    expect(await verify(fileOf({ gone: 7 }))).toMatchObject({
      isVerified: true,
      findings: [],
      removed: 7,
      notes: [NOTE],
    });
  });

  it('is the ledger of a checkpoint that was saved then', async () => {
    const savedCheckpoints = [ledger.checkpoint(5), ledger.checkpoint(9)];
    expect(
      await verify(fileOf(), { keys: both, savedCheckpoints }),
    ).toMatchObject({ findings: [], notes: [NOTE] });
    const others = new TestLedger(9).checkpoint(9, 10, [ledger.key]);
    const { findings } = await verify(fileOf(), {
      keys: both,
      savedCheckpoints: [others],
    });
    expect(findings).toEqual([
      expect.objectContaining({ kind: 'inconsistent', until: 9 }),
    ]);
  });

  it('has files that begin and end with checkpoints of then', async () => {
    const head = {
      from: 0,
      checkpoint: ledger.checkpoint(SIZE),
      first: ledger.checkpoint(0, 10),
    };
    expect(await verify(fileOf({ head }))).toMatchObject({
      findings: [],
      notes: [NOTE],
    });
  });
});

describe('what was signed under another origin', () => {
  const other = SigningKey.generate('other.example.com/audit-log');

  it.each<[string, SigningKey, readonly VerifierKey[] | undefined, string]>([
    ['by a key that was not given', ledger.key, [after], 'unknown-key'],
    [
      'by a key that the file alone names',
      ledger.key,
      undefined,
      'inconsistent',
    ],
    ['by somebody unknown', other, both, 'unknown-key'],
  ])('explains nothing %s', async (_, signer, keys, kind) => {
    const { findings } = await verify(fileOf({ gone: 7, signer }), { keys });
    expect(findings.map(one => [one.kind, one.sequence])).toEqual([
      [kind, undefined],
      ['removed', 0],
    ]);
  });

  it('explains nothing by a key that has another name', async () => {
    const [first, ...lines] = ledger.lines({ wanted: at => at >= 7 });
    const removed = signDocument({
      kind: 'removal-statement',
      origin: other.name,
      document: { sequences: [[0, 7]] },
      keys: [ledger.key, moved],
    });
    const file = exportFile([
      { ...first, complete: true },
      { removed },
      ...lines,
    ]);
    const { findings } = await verify(file);
    expect(findings.map(({ kind }) => kind)).toEqual([
      'inconsistent',
      'removed',
    ]);
  });

  it('is of another ledger for who was saved a checkpoint by it', async () => {
    const saved = new TestLedger(9);
    const foreign = signCheckpoint(
      { origin: other.name, size: 9, root: saved.root(0, 9) },
      [other],
    );
    for (const keys of [both, [...both, VerifierKey.parse(other.verifier)]]) {
      const options = { keys, savedCheckpoints: [foreign] };
      const { findings } = await verify(fileOf(), options);
      expect(findings.map(({ kind }) => kind)).toContain('inconsistent');
    }
  });
});
