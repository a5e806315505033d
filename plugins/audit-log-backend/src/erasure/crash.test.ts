// SPDX-License-Identifier: Apache-2.0
import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import { auditEvent, uuidAt } from '../__testUtils__/auditEvent';
import { eventually } from '../__testUtils__/eventually';
import { sharedDatabase } from '../__testUtils__/sharedDatabase';
import {
  startProcess,
  type StartedProcess,
} from '../__testUtils__/startProcess';
import { storedAndRecountedRollups } from '../__testUtils__/storedLedger';
import { SEALING_TABLES, type ErasureRow } from '../database/sealingTables';
import { TABLES, type EventRow } from '../database/tables';
import type { SealingKeys } from '../sealing/keys/SealingKeys';
import {
  sealedLedger,
  sealingConfig,
  stopSealedLedgers,
} from '../sealing/__testUtils__/sealedLedger';
import { verifyAll } from '../verification/__testUtils__/verifyAll';
import type { ErasureProcessTask } from './__testUtils__/erasureProcess';

const PROGRAM = join(__dirname, '__testUtils__/erasureProcess.ts');
const JANE = 'user:default/jane';
const THEIRS = 2_500;
const OTHERS = 500;
const AT_ONCE = 500;
const TIMES = { claim: 50, beat: 50, silence: 1_000, retry: 50 };

/** With the events that tell of its beginning and its end. */
const SIZE = THEIRS + OTHERS + 2;

jest.setTimeout(240_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const processes: StartedProcess[] = [];
let directory: string;
let knex: Knex;
let database: Knex.Config;
let keys: SealingKeys;

/** Someone is in it in each way in turn, or nobody. */
function someEvent(index: number): NewAuditEvent {
  const kim = { type: 'user', ref: 'user:default/kim' } as const;
  const other = { meta: { index, owner: 'user:default/janet' } };
  if (index % 6 === 5) {
    return auditEvent({ actor: kim, ...other });
  }
  return auditEvent(
    [
      { actor: { type: 'user', ref: JANE, title: 'Jane' }, ...other } as const,
      { actor: kim, targets: [{ ref: 'User:Default/Jane' }], ...other },
      { actor: kim, targets: [{ ref: 'x:1' }, { ref: JANE }], ...other },
      { actor: kim, meta: { index, people: [JANE, 'kim@example.com'] } },
      { actor: kim, changes: [{ path: '/owner', before: JANE, after: 'x' }] },
    ][index % 6],
  );
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'audit-log-erasure-'));
});

afterEach(async () => {
  await Promise.all(processes.splice(0).map(running => running.kill()));
  await stopSealedLedgers();
  await rm(directory, { recursive: true, force: true });
});

async function createLedger(engine: 'PostgreSQL' | 'SQLite'): Promise<void> {
  ({ knex, database } = await sharedDatabase(engine, databases, directory));
  const ledger = await sealedLedger(knex);
  keys = ledger.keys;
  const events = Array.from({ length: THEIRS + OTHERS }, (_, index) =>
    someEvent(index),
  );
  for (let at = 0; at < events.length; at += AT_ONCE) {
    await ledger.sink.append(events.slice(at, at + AT_ONCE));
  }
  await ledger.sealed(events.length);
  await ledger.stop();
}

function start(task: Partial<ErasureProcessTask> = {}): StartedProcess {
  const { auditLog } = sealingConfig() as { auditLog: object };
  const journal = { directory: join(directory, 'journal') };
  const started = startProcess(PROGRAM, {
    database,
    config: { auditLog: { ...auditLog, journal } },
    times: TIMES,
    lateMs: 50,
    ...task,
  });
  processes.push(started);
  return started;
}

const rowOf = async (id: string): Promise<ErasureRow> =>
  (await knex<ErasureRow>(SEALING_TABLES.erasures).where({ id }).first())!;

/** Resolves when so many events are erased, or all that ever will be. */
const erased = (id: string, events: number) =>
  eventually(
    () => rowOf(id),
    row => row && (Number(row.events) >= events || row.ended_at !== null),
    60_000,
  );
const ended = (id: string) =>
  eventually(
    () => rowOf(id),
    row => row.ended_at !== null,
    60_000,
  );
/** Resolves when all is in order and sealed, which a process does for as long as it runs. */
const sealed = () =>
  eventually(
    () => knex(SEALING_TABLES.tree).first(),
    tree => Number(tree.size) === SIZE,
    60_000,
  );
/** Which process has it in hand. */
const ownerOf = ({ position }: ErasureRow): unknown =>
  position && JSON.parse(position).owner;

/** Everything of the person is gone, once, and all that counts and proves events says the same. */
async function expectErasedOnce(id: string): Promise<void> {
  const events = await knex<EventRow>(TABLES.events)
    .where({ operation_id: id })
    .orderBy('action');
  expect(events.map(({ action }) => action)).toEqual([
    'audit-log.erasure.begin',
    'audit-log.erasure.done',
  ]);
  expect(JSON.parse(events[1].details).meta).toMatchObject({ events: THEIRS });
  expect(await rowOf(id)).toMatchObject({ person: null, position: null });
  expect(Number((await rowOf(id)).events)).toBe(THEIRS);

  const texts = JSON.stringify([
    await knex(TABLES.events).select(),
    await knex(TABLES.refs).select(),
    await knex(TABLES.actorRollups).select(),
    await knex(SEALING_TABLES.erasures).select(),
  ]).toLowerCase();
  expect(/user:(default\/)?jane\b/.test(texts)).toBe(false);
  expect(texts.split('user:default/janet').length - 1).toBeGreaterThan(OTHERS);
  const { stored, recounted } = await storedAndRecountedRollups(knex);
  expect(stored).toEqual(recounted);

  expect(await verifyAll(knex, keys)).toMatchObject({
    verified: SIZE,
    erased: THEIRS,
    findings: [],
  });
}

describe.each(['PostgreSQL', 'SQLite'] as const)('An erasure on %s', engine => {
  beforeEach(() => createLedger(engine));

  afterEach(() => knex.destroy());

  it('is done once, though each process at it is killed', async () => {
    const id = uuidAt();
    const first = start({ begin: { id, person: JANE }, stopAt: 'inserted' });
    await first.until(lines => lines.includes('inserted'));
    await first.kill();
    expect(await rowOf(id)).toMatchObject({ ended_at: null, person: JANE });

    const points = [1, randomInt(2, 800), randomInt(800, 1_600), 2_000, THEIRS];
    for (const point of points) {
      const victim = start();
      await erased(id, point);
      await victim.kill();
    }
    const last = start();
    await ended(id);
    await sealed();
    await last.end();
    await expectErasedOnce(id);
  });

  it('is done once, though its process died between the event that tells of its end and the end', async () => {
    const id = uuidAt();
    const first = start({ begin: { id, person: JANE }, stopAt: 'recorded' });
    await first.until(lines => lines.includes('recorded'));
    // It is in the ledger, too, and in order.
    await sealed();
    expect(await rowOf(id)).toMatchObject({ ended_at: null, person: JANE });
    await first.kill();

    const next = start();
    await ended(id);
    await next.end();
    await expectErasedOnce(id);
  });

  it('is done once, though its process was only asleep while another took over', async () => {
    const id = uuidAt();
    const asleep = start({ begin: { id, person: JANE } });
    await erased(id, 300);
    asleep.signal('SIGSTOP');
    const owner = ownerOf(await rowOf(id));
    const other = start();
    // Where it fell asleep in a transaction, nobody takes anything over before it has woken up and come to its end.
    await eventually(
      () => rowOf(id),
      row => ownerOf(row) !== owner,
      4_000,
    ).catch(() => {});
    asleep.signal('SIGCONT');
    await ended(id);
    await sealed();
    // Both have had time to do it all again.
    await sleep(500);
    await asleep.end();
    await other.end();
    expect(asleep.complaints + other.complaints).not.toContain('could not go');
    await expectErasedOnce(id);
  });
});
