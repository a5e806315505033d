// SPDX-License-Identifier: Apache-2.0
import { TestLedger } from '../__testUtils__/TestLedger';
import { VerifierKey } from '../checkpoint/VerifierKey';
import { inclusionProof } from '../merkle/inclusion';
import { eraseFromEvent } from '../seal/eraseFromEvent';
import { verifyEventProof } from './verifyEventProof';

const ledger = new TestLedger(21);
const keys = [VerifierKey.parse(ledger.key.verifier)];

async function proofOf(sequence: number, size = 21) {
  const proof = await inclusionProof({
    index: sequence,
    size,
    read: async subtrees =>
      subtrees.map(({ level, index }) =>
        ledger.root(index * 2 ** level, (index + 1) * 2 ** level),
      ),
  });
  const { event, seal, leaf } = ledger.rows[sequence];
  return JSON.parse(
    JSON.stringify({
      event,
      seal,
      sequence,
      leaf: leaf.toString('base64'),
      proof: proof.map(hash => hash.toString('base64')),
      checkpoint: { note: ledger.checkpoint(size) },
    }),
  );
}

it('verifies every event of a ledger', async () => {
  for (let sequence = 0; sequence < 21; sequence++) {
    const report = verifyEventProof(await proofOf(sequence), { keys });
    expect(report).toMatchObject({
      isVerified: true,
      isErased: false,
      sequence,
      notes: [],
    });
  }
});

it('verifies an event that something was erased of', async () => {
  const given = await proofOf(5);
  const erased = eraseFromEvent(given.event, given.seal, () => true, 'x');
  expect(verifyEventProof({ ...given, ...erased }, { keys })).toMatchObject({
    isVerified: true,
    isErased: true,
  });
});

it.each([
  ['the event', (given: any) => void (given.event.outcome = 'failed')],
  ['the place in the event', (given: any) => void given.event.sequence++],
  [
    'both places',
    (given: any) => {
      given.event.sequence++;
      given.sequence++;
    },
  ],
  ['the seal', (given: any) => void delete given.seal],
  ['the proof', (given: any) => void given.proof.reverse()],
  ['the length of the proof', (given: any) => void given.proof.pop()],
  ['a hash of the proof', (given: any) => void (given.proof[0] = 7)],
  ['the place to no number', (given: any) => void (given.sequence = 'x')],
  [
    'everything to what has no text',
    (given: any) => {
      const none = { toString: null, valueOf: null };
      given.sequence = none;
      given.event.id = none;
      given.leaf = none;
      given.proof = given.proof.map(() => none);
      given.seal = { salts: none, erased: none };
    },
  ],
])('finds that %s was changed', async (_, change) => {
  const given = await proofOf(5);
  change(given);
  const report = verifyEventProof(given, { keys });
  expect(report.isVerified).toBe(false);
  expect(report.findings).toEqual([
    expect.objectContaining({ kind: 'altered' }),
  ]);
});

it('finds that somebody else has signed', async () => {
  const given = await proofOf(5);
  given.checkpoint.note = new TestLedger(21).checkpoint(21);
  const report = verifyEventProof(given, { keys });
  expect(report.findings.map(({ kind }) => kind).sort()).toEqual([
    'altered',
    'unknown-key',
  ]);
});

it('says that without a key anybody could have made the proof', async () => {
  const report = verifyEventProof(await proofOf(5));
  expect(report.isVerified).toBe(true);
  expect(report.notes.join()).toContain('anybody could have made');
});

it.each([
  [null],
  ['x'],
  [{}],
  [{ event: {}, checkpoint: {} }],
  [{ event: null, checkpoint: { note: '' }, proof: [] }],
])('does not verify %j', given => {
  expect(() => verifyEventProof(given as any)).toThrow('no proof');
});
