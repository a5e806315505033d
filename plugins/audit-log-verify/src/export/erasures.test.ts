// SPDX-License-Identifier: Apache-2.0
import { auditEvent } from '../__testUtils__/auditEvent';
import { exportFile, ORIGIN, TestLedger } from '../__testUtils__/TestLedger';
import { pieces } from '../__testUtils__/verifiedFile';
import { VerifierKey } from '../checkpoint/VerifierKey';
import { signDocument } from '../document/signDocument';
import type { Range } from './ranges';
import { verifyExport } from './verifyExport';

const OPERATION = '22222222-2222-4222-8222-222222222222';
/** Later than when the events of a ledger of tests are recorded. */
const BEGUN = '2026-11-24T12:05:00.000Z';
const DONE = '2026-11-24T12:06:00.000Z';
const AFTERWARDS = '2026-11-24T12:07:00.000Z';

type Given = Partial<ReturnType<typeof auditEvent>> & { recordedAt?: string };

/** A ledger that grows by what happens to it. */
class Story {
  readonly ledger = new TestLedger(10);

  /** Puts an event on record, and gives its sequence. */
  add(given: Given): number {
    const sequence = this.ledger.rows.length;
    this.ledger.add({ ...auditEvent(sequence), ...given });
    return sequence;
  }

  tells(step: 'begin' | 'done' | 'preview', given: Given = {}): number {
    return this.add({
      plugin: 'audit-log',
      event: 'erasure',
      action: `audit-log.erasure.${step}`,
      operationId: OPERATION,
      recordedAt: step === 'done' ? DONE : BEGUN,
      meta: { reason: 'Ticket 7' },
      ...given,
    });
  }

  begins = (given: Given = {}) => this.tells('begin', given);

  isDone = (events: number, archivedEvents = 0) =>
    this.tells('done', {
      meta: { reason: 'Ticket 7', events, archivedEvents },
    });

  erases(...sequences: readonly number[]): this {
    sequences.forEach(at => this.ledger.erase(at, OPERATION));
    return this;
  }

  async verify(
    options: Parameters<TestLedger['lines']>[0] & {
      removed?: { sequences: readonly Range[]; period: string };
    } = {},
  ) {
    const { removed } = options;
    const isRemoved = (at: number) =>
      removed?.sequences.some(([from, to]) => at >= from && at < to);
    const { ledger } = this;
    const [head, ...lines] = ledger.lines({
      ...options,
      ...(removed && { wanted: at => !isRemoved(at) }),
    });
    const statement = {
      removed: signDocument({
        kind: 'removal-statement',
        origin: ORIGIN,
        document: { file: 'a.parquet', ...removed },
        keys: [ledger.key],
      }),
    };
    const file = exportFile([
      removed ? { ...head, complete: true } : head,
      ...(removed ? [statement] : []),
      ...lines,
    ]);
    const keys = [VerifierKey.parse(ledger.key.verifier)];
    return verifyExport(pieces(file), { keys });
  }
}

const story = () => new Story();
const UNRECORDED = { kind: 'erased-unrecorded' };

describe('an erasure', () => {
  it('is as it should be, from its beginning to its end', async () => {
    const told = story().erases(2, 4);
    expect((await told.verify()).findings).toEqual([
      expect.objectContaining({ ...UNRECORDED, sequence: 2 }),
    ]);
    told.begins();
    expect(await told.verify()).toMatchObject({ isVerified: true, erased: 2 });
    told.isDone(2);
    expect(await told.verify()).toMatchObject({ findings: [], notes: [] });
  });

  it('may have begun in a process that died, and be gone on with by others', async () => {
    const told = story().erases(2);
    told.begins({ outcome: 'unfinished', recordedAt: AFTERWARDS });
    expect((await told.verify()).isVerified).toBe(true);
    // What the first one had in its journal comes later, and tells of an earlier time.
    told.begins();
    told.erases(3);
    expect((await told.verify()).findings).toEqual([]);
  });

  it('leaves what is recorded after it began, and not what only comes later', async () => {
    const told = story();
    told.begins();
    // Another replica had it in its journal: it was recorded before, and is in order after.
    const late = told.add({ recordedAt: '2026-11-24T12:04:59.999Z' });
    told.erases(1, late).isDone(2);
    expect((await told.verify()).findings).toEqual([]);
    const later = told.add({ recordedAt: BEGUN });
    told.isDone(3);
    told.erases(later);
    expect((await told.verify()).findings).toEqual([
      expect.objectContaining({ ...UNRECORDED, sequence: later }),
    ]);
  });

  it('has erased of as many events as it says, in both places together, or fewer that are left', async () => {
    const told = story().erases(1, 2, 3);
    told.begins();
    told.isDone(1, 2);
    expect((await told.verify()).findings).toEqual([]);
    told.erases(5);
    const { findings } = await told.verify();
    expect(findings).toEqual([
      expect.objectContaining({
        ...UNRECORDED,
        sequence: 1,
        message: expect.stringMatching(/from 4 events .* says it was 3/),
      }),
    ]);
    const restored = story().erases(1);
    restored.begins();
    restored.isDone(1, 1);
    expect((await restored.verify()).isVerified).toBe(true);
  });

  it('may have gone on though its beginning failed, when its end is on record', async () => {
    const told = story().erases(1);
    told.begins({ outcome: 'failed' });
    expect((await told.verify()).isVerified).toBe(false);
    told.isDone(1);
    expect((await told.verify()).isVerified).toBe(true);
  });

  it.each<[string, (told: Story) => void]>([
    ['was denied', told => told.begins({ outcome: 'denied' })],
    ['was only tried out', told => told.tells('preview')],
    ['is of another plugin', told => told.begins({ plugin: 'catalog' })],
    [
      'is one of another operation',
      told => told.begins({ operationId: 'other' }),
    ],
    [
      'was denied, and one that failed at its end',
      told => {
        told.begins({ outcome: 'denied' });
        told.tells('done', { outcome: 'failed' });
      },
    ],
  ])('is not told of by an event that %s', async (_, tell) => {
    const told = story();
    tell(told);
    told.erases(6);
    expect((await told.verify()).findings).toEqual([
      expect.objectContaining({ ...UNRECORDED, sequence: 6 }),
    ]);
  });

  it('cannot be looked for in a file that ends before it, or was filtered', async () => {
    const told = story().erases(4);
    told.begins();
    for (const options of [
      { filters: { to: '2026-11-24T12:20:00.000Z' }, size: 10 },
      { wanted: (at: number) => at < 10 },
    ]) {
      const report = await told.verify(options);
      expect(report.isVerified).toBe(true);
      expect(report.notes.join()).toContain(`look for events of ${OPERATION}`);
    }
  });
});

describe('an erasure of which the events were removed', () => {
  const withoutEvents = () => {
    const told = story().erases(3);
    told.begins();
    told.isDone(1);
    told.add({ recordedAt: AFTERWARDS });
    return told;
  };
  const sequences: readonly Range[] = [[10, 12]];

  it.each(['2026-11', '2026-11-24', '2026-12'])(
    'is a note when a statement is of the time after the event: %s',
    async period => {
      const report = await withoutEvents().verify({
        removed: { sequences, period },
      });
      expect(report).toMatchObject({ findings: [], removed: 2 });
      expect(report.notes).toEqual([
        expect.stringContaining(`may have been removed since`),
      ]);
      expect(report.notes[0]).toContain(OPERATION);
    },
  );

  it.each(['2026-10', '2026-11-23', 'ever'])(
    'is a finding when all that was removed was recorded earlier: %s',
    async period => {
      const report = await withoutEvents().verify({
        removed: { sequences, period },
      });
      expect(report.findings).toEqual([
        expect.objectContaining({ ...UNRECORDED, sequence: 3 }),
      ]);
    },
  );

  it('is told of by the event of its end, when only that of its beginning is gone', async () => {
    const told = withoutEvents();
    const removed = { sequences: [[10, 11]] as const, period: '2026-11' };
    expect(await told.verify({ removed })).toMatchObject({
      isVerified: true,
      notes: [],
    });
    told.erases(12);
    expect((await told.verify({ removed })).findings).toContainEqual(
      expect.objectContaining({ ...UNRECORDED, sequence: 12 }),
    );
  });
});
