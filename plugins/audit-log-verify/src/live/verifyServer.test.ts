// SPDX-License-Identifier: Apache-2.0
import { ORIGIN, TestLedger } from '../__testUtils__/TestLedger';
import { TestPortal, TOKEN } from '../__testUtils__/TestPortal';
import { VerifierKey } from '../checkpoint/VerifierKey';
import { signDocument } from '../document/signDocument';
import { verifyServer, type VerifyServerOptions } from './verifyServer';

const ledger = new TestLedger(40);
const keys = [VerifierKey.parse(ledger.key.verifier)];
let portal: TestPortal;

beforeAll(async () => {
  portal = await TestPortal.start(ledger);
});

const honest = (of: TestLedger, filters: object) => of.lines({ filters });

beforeEach(() => {
  portal.ledger = ledger;
  portal.linesOf = honest;
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

describe('all events', () => {
  const full = (options: Partial<VerifyServerOptions> = {}) =>
    verify({ full: true, ...options });
  const statementOf = (from: number, to: number) => ({
    removed: signDocument({
      kind: 'removal-statement',
      origin: ORIGIN,
      document: { period: '2026-11', sequences: [[from, to]] },
      keys: [ledger.key],
    }),
  });

  it('cannot be verified when the portal filters them, as it does for who may not read all', async () => {
    portal.linesOf = of => of.lines({ wanted: at => at !== 7 });
    await expect(full()).rejects.toThrow(
      'did not give all events: the token may not read all of them',
    );
    await expect(
      full({ savedCheckpoint: ledger.checkpoint(20) }),
    ).rejects.toThrow('the token may not read');
    // What is wrong is told of first.
    const others = new TestLedger(20).checkpoint(20, 30, [ledger.key]);
    const { findings } = await full({ savedCheckpoint: others });
    expect(findings.map(({ kind }) => kind)).toContain('inconsistent');
  });

  it('are not those from a later one on', async () => {
    portal.linesOf = of =>
      of.lines({ from: 30, filters: { from: '2026-11-24T12:20:00Z' } });
    expect((await full()).findings).toEqual([
      expect.objectContaining({ kind: 'removed', sequence: 0, until: 30 }),
    ]);
    // Unless statements tell of those before.
    portal.linesOf = of => {
      const [head, ...lines] = of.lines({ from: 30 });
      return [head, statementOf(0, 30), ...lines];
    };
    expect(await full()).toMatchObject({
      isVerified: true,
      export: { removed: 30 },
    });
    portal.linesOf = of => {
      const [head, ...lines] = of.lines({ from: 30 });
      return [head, statementOf(0, 29), ...lines];
    };
    expect((await full()).findings).toEqual([
      expect.objectContaining({ kind: 'removed', sequence: 29 }),
    ]);
  });

  it('are not those up to an earlier one', async () => {
    for (const filters of [{}, { to: '2026-11-24T12:20:00Z' }]) {
      portal.linesOf = of => of.lines({ size: 10, filters });
      expect((await full()).findings).toEqual([
        expect.objectContaining({ kind: 'truncated', sequence: 10, until: 40 }),
      ]);
    }
  });

  it('may be more than there were a moment before', async () => {
    const grown = rewritten(40, -1);
    grown.rows.push(...new TestLedger(45).rows.slice(40));
    portal.linesOf = () => grown.lines();
    expect(await full()).toMatchObject({
      isVerified: true,
      export: { events: 45 },
    });
  });

  it('are not those of another ledger', async () => {
    portal.linesOf = of => rewritten(of.rows.length, 3).lines();
    const { findings } = await full();
    expect(findings).toEqual([
      expect.objectContaining({ kind: 'inconsistent', until: 40 }),
    ]);
  });

  it('tell of every erasure, whatever the portal says was asked for', async () => {
    const erased = rewritten(40, -1);
    erased.erase(3, 'an-operation');
    portal.linesOf = () =>
      erased.lines({ filters: { to: '2026-11-24T12:20:00Z' } });
    expect((await full()).findings).toEqual([
      expect.objectContaining({ kind: 'erased-unrecorded', sequence: 3 }),
    ]);
  });
});

it('knows a ledger by an earlier origin, when its key was given', async () => {
  const moved = new TestLedger(0, 'new.example.com/audit-log');
  moved.rows = ledger.rows;
  portal.ledger = moved;
  const after = VerifierKey.parse(moved.key.verifier);
  for (const full of [false, true]) {
    const report = await verify({
      full,
      keys: [...keys, after],
      savedCheckpoint: ledger.checkpoint(20),
    });
    expect(report).toMatchObject({
      isVerified: true,
      isCompared: true,
      notes: [expect.stringContaining(`under the origin ${ORIGIN}`)],
    });
  }
  const { findings } = await verify({
    keys: [after],
    savedCheckpoint: ledger.checkpoint(20),
  });
  expect(findings.map(({ kind }) => kind)).toEqual([
    'unknown-key',
    'inconsistent',
  ]);
});

it('does not take the word of a portal that has nothing any more', async () => {
  portal.ledger = undefined;
  await expect(
    verify({ full: true, savedCheckpoint: ledger.checkpoint(0) }),
  ).rejects.toThrow('not sealed anything');
});

it.each(['null', '7', '{}', '{"note":null}', '{"note":{"toString":null}}'])(
  'says that a portal gives no checkpoint which answers %s',
  async body => {
    await expect(
      verify({ fetch: async () => new Response(body) }),
    ).rejects.toThrow('did not answer with a checkpoint');
  },
);

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
