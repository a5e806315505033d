// SPDX-License-Identifier: Apache-2.0
import { TestLedger } from '../__testUtils__/TestLedger';
import { TestPortal, TOKEN } from '../__testUtils__/TestPortal';
import { VerifierKey } from '../checkpoint/VerifierKey';
import { verifyServer, type VerifyServerOptions } from './verifyServer';

const ledger = new TestLedger(40);
const keys = [VerifierKey.parse(ledger.key.verifier)];
let portal: TestPortal;

beforeAll(async () => {
  portal = await TestPortal.start(ledger);
});

beforeEach(() => {
  portal.ledger = ledger;
});

afterAll(() => portal.stop());

const verify = (options: Partial<VerifyServerOptions> = {}) =>
  verifyServer({ baseUrl: portal.baseUrl, token: TOKEN, keys, ...options });

/** The ledger with something else at a place, sealed anew with the same key. */
function rewritten(size: number, sequence: number): TestLedger {
  const other = new TestLedger(size);
  other.rows = ledger.rows
    .slice(0, size)
    .map((row, at) => (at === sequence ? other.rows[at] : row));
  return Object.assign(other, { key: ledger.key });
}

it('verifies the checkpoint of a portal, and gives it to be saved', async () => {
  const report = await verify();
  expect(report).toMatchObject({
    isVerified: true,
    isCompared: false,
    note: ledger.checkpoint(40),
    notes: [],
    checkpoint: { size: 40, signedBy: [ledger.key.verifier] },
  });
});

it('verifies that a portal has grown from what was saved', async () => {
  for (const size of [0, 1, 16, 31, 40]) {
    const report = await verify({ savedCheckpoint: ledger.checkpoint(size) });
    expect(report).toMatchObject({ isVerified: true, isCompared: true });
  }
});

it('verifies all events', async () => {
  const report = await verify({
    full: true,
    savedCheckpoint: ledger.checkpoint(7),
    baseUrl: `${portal.baseUrl}/v1/`,
  });
  expect(report).toMatchObject({
    isVerified: true,
    export: { isComplete: true, events: 40, from: 0 },
  });
});

it('finds that the end was cut off', async () => {
  portal.ledger = rewritten(30, -1);
  const report = await verify({ savedCheckpoint: ledger.checkpoint(35) });
  expect(report.findings).toEqual([
    expect.objectContaining({ kind: 'truncated', sequence: 30, until: 35 }),
  ]);
});

it('finds that nothing is left', async () => {
  portal.ledger = undefined;
  const report = await verify({ savedCheckpoint: ledger.checkpoint(35) });
  expect(report.findings).toEqual([
    expect.objectContaining({ kind: 'truncated', sequence: 0, until: 35 }),
  ]);
});

it('finds that the ledger was made anew, which its own checkpoint does not show', async () => {
  portal.ledger = rewritten(40, 12);
  expect((await verify({ full: true })).isVerified).toBe(true);
  const report = await verify({ savedCheckpoint: ledger.checkpoint(35) });
  expect(report.findings).toEqual([
    expect.objectContaining({ kind: 'inconsistent', until: 35 }),
  ]);
});

it('tells each thing once that is wrong with all events', async () => {
  const changed = rewritten(40, -1);
  changed.rows[3] = {
    ...changed.rows[3],
    event: { ...changed.rows[3].event, outcome: 'denied' },
  };
  portal.ledger = changed;
  const other = new TestLedger(35).checkpoint(35);
  const report = await verify({ full: true, savedCheckpoint: other });
  expect(report.findings.map(({ kind, sequence }) => [kind, sequence])).toEqual(
    [
      ['unknown-key', undefined],
      ['inconsistent', 0],
      ['inconsistent', 0],
      ['altered', 3],
    ],
  );
  expect(report.findingCount).toBe(4);
});

it('finds that another key signs', async () => {
  portal.ledger = new TestLedger(40);
  expect((await verify()).findings).toEqual([
    expect.objectContaining({ kind: 'unknown-key' }),
  ]);
  const trusting = await verify({ keys: undefined });
  expect(trusting.isVerified).toBe(true);
  expect(trusting.notes.join()).toContain('No key was given');
});

it('says why it cannot verify', async () => {
  await expect(verify({ token: 'other' })).rejects.toThrow(
    '/ledger/checkpoint answered 401: Missing credentials',
  );
  portal.ledger = undefined;
  await expect(verify()).rejects.toThrow('not sealed anything');
  const gone = await TestPortal.start(ledger);
  const { baseUrl } = gone;
  await gone.stop();
  await expect(verify({ baseUrl })).rejects.toThrow('cannot be reached');
});
