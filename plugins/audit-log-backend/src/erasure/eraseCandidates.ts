// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import {
  createSeal,
  eraseFromEvent,
  type Seal,
} from 'backstage-plugin-audit-log-verify';
import type { Knex } from 'knex';
import type { Dialect } from '../database/dialect';
import { eventToRow } from '../database/eventRow';
import { lockStreams } from '../database/operations/lockStreams';
import { withSeal } from '../database/sealEvent';
import {
  SEALING_TABLES,
  type ErasureRow,
  type TreeRow,
} from '../database/sealingTables';
import { beatErasure, type HeldErasure } from './operations/erasureRows';
import type { Candidate, SearchPosition } from './operations/findCandidates';
import {
  readCandidates,
  type ReadCandidate,
} from './operations/readCandidates';
import { writeErased, type ErasedEvent } from './operations/writeErased';
import type { Person } from './Person';

export interface ErasureContext {
  readonly knex: Knex;
  readonly dialect: Dialect;
  /** Whether events are sealed: then they are before something is erased of them. */
  readonly isSealing: boolean;
  /** JSON Pointers to what the plugin of an action declared as personal. */
  personalOf(action: string): readonly string[];
}

/** What of these events is of the person, without the rest. */
export function erasableOf(
  { personalOf }: Pick<ErasureContext, 'personalOf'>,
  { event, seal }: Pick<ReadCandidate, 'event' | 'seal'>,
  person: Person,
  operation: string,
): { event: AuditEvent; seal: Seal } | undefined {
  // An event that was recorded while nothing was sealed gets its seal now, with which it is sealed later.
  const given = seal ?? createSeal(event, personalOf(event.action));
  return eraseFromEvent(event, given, person.isMe, operation);
}

/**
 * Erases what some events have of a person, in one transaction with all that follows from them and with how far the erasure
 * is: so a process that dies at it has done nothing, and nobody sees half of it. Gives the first event that has to wait, because
 * it is not sealed yet.
 */
export async function eraseCandidates(
  context: ErasureContext,
  erasure: HeldErasure & { readonly person: Person },
  candidates: readonly Candidate[],
): Promise<{ readonly waiting?: SearchPosition }> {
  const { knex, dialect, isSealing } = context;
  const sealed = await sealedSize(knex);
  // Looked through without a lock first: most hold the words and nothing of the person.
  const concerned: Candidate[] = [];
  let waiting: SearchPosition | undefined;
  for (const found of await readCandidates(knex, dialect, candidates)) {
    if (!erasableOf(context, found, erasure.person, erasure.id)) {
      continue;
    }
    const { stream, id } = found.row;
    const recorded_at = dialect.readTime(found.row.recorded_at);
    if (isSealing && !(found.sequence! < sealed)) {
      waiting ??= { recordedAt: recorded_at, id: before(id) };
    } else {
      concerned.push({ stream, recorded_at, id });
    }
  }
  if (concerned.length > 0) {
    await knex.transaction(async transaction => {
      // A transaction of SQLite that begins by writing is the only one until it ends.
      await beatErasure(transaction, dialect, erasure);
      await lockStreams(
        transaction,
        dialect,
        concerned.map(({ stream }) => stream),
      );
      const locked = await readCandidates(transaction, dialect, concerned, {
        isLocked: true,
      });
      const erased = locked.flatMap((found): ErasedEvent[] => {
        const rest = erasableOf(context, found, erasure.person, erasure.id);
        return rest ? [rewritten(found, rest, dialect)] : [];
      });
      if (erased.length > 0) {
        await writeErased(transaction, dialect, erased);
        await transaction<ErasureRow>(SEALING_TABLES.erasures)
          .where({ id: erasure.id })
          .update({ events: transaction.raw('events + ?', [erased.length]) });
      }
    });
  }
  return { waiting };
}

function rewritten(
  { row }: ReadCandidate,
  rest: { readonly event: AuditEvent; readonly seal: Seal },
  dialect: Dialect,
): ErasedEvent {
  const after = eventToRow(rest.event);
  return {
    stream: row.stream,
    before: {
      ...row,
      occurred_at: dialect.readTime(row.occurred_at),
      recorded_at: dialect.readTime(row.recorded_at),
    },
    after: {
      ...after,
      row: { ...after.row, details: withSeal(after.row.details, rest.seal) },
    },
  };
}

async function sealedSize(knex: Knex): Promise<number> {
  const tree = await knex<TreeRow>(SEALING_TABLES.tree).first('size');
  return Number(tree?.size ?? 0);
}

/** An id that comes just before another one. */
function before(id: string): string {
  return `${id.slice(0, -12)}000000000000`;
}
