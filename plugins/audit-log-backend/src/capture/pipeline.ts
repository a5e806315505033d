// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import {
  type AttachedAuditLog,
  type AuditEventSink,
  Begins,
  type OperationObserver,
  type JournalSettings,
  LEDGER_JOURNAL_SIZE,
  readJournalSettings,
  readLimits,
  readStorageFailure,
  Refusals,
  SecretKeys,
} from 'backstage-plugin-audit-log-node';
import type { KnownEventTypes } from '../eventTypes/EventTypes';
import { ArrivalSink } from './ArrivalSink';
import { BoundingSink } from './BoundingSink';
import { CatalogDirectory } from './enrichment/CatalogDirectory';
import { EnrichingSink } from './enrichment/EnrichingSink';
import { TargetLookup } from './enrichment/TargetLookup';
import type { Drain, DrainTimes } from './Drain';
import { JournalingSink } from './JournalingSink';
import { MarkingSink } from './MarkingSink';
import { MeasuringSink } from './MeasuringSink';
import { PartsSink } from './PartsSink';
import { readQueueLimits } from './readQueueLimits';
import { RedactingSink } from './redaction/RedactingSink';
import { readRules } from './rules/readRules';
import { RuleFilteringSink } from './rules/RuleFilteringSink';
import { StandInSink } from './StandInSink';
import { StartingDrain } from './StartingDrain';
import { WaitingInAll } from './WaitingInAll';

const CLOSE_MS = 10_000;

export interface PipelineOptions {
  readonly config: Config;
  readonly logger: LoggerService;
  readonly auth: AuthService;
  readonly catalog: CatalogService;
  readonly eventTypes: KnownEventTypes;
  /** Where events end up. It is what makes them durable. */
  readonly ledger: AuditEventSink;
  /** Ids of those events that the ledger has; see `DrainOptions`. */
  readonly known?: (
    events: readonly NewAuditEvent[],
  ) => Promise<ReadonlySet<string>>;
  /** Of the ledger, among all whose journals may be in the same directory. */
  readonly ledgerName?: string;
  readonly drainTimes?: Partial<DrainTimes>;
}

/** What is attached to `AuditEventSinkService`, and what goes with it. */
export interface Pipeline
  extends Required<Pick<AttachedAuditLog, 'begin' | 'end' | 'resume'>> {
  readonly sink: AuditEventSink;
  /** The same without the journal: whoever appends waits until the ledger has it. */
  readonly durable: AuditEventSink;
  /** The same for events that may be of these projects only: out of others that their targets belong to, they are kept. */
  durableWithin(projects: readonly string[]): AuditEventSink;
  readonly observer: OperationObserver;
  readonly arrivals: ArrivalSink;
  /** Of what it is asked how recording gets on. */
  readonly storage: PipelineStorage;
  /** Takes over what processes that have died have left. The ledger must work. */
  start(): Promise<void>;
  /** Resolves when the ledger has taken everything that was appended. */
  flush(): Promise<void>;
  /** Gives the ledger a bounded time to take what is left. The ledger must still be running. */
  close(): Promise<void>;
}

export interface PipelineStorage {
  /** With what waits from before the plugin had started. */
  readonly waiting: WaitingInAll;
  /** How the ledger gets on, with what waits from before the plugin had started too. */
  readonly drain: Pick<Drain, 'isGettingOn' | 'oldestWaitingAt'>;
  readonly settings: JournalSettings;
  readonly commits: MeasuringSink;
  readonly refusals: Refusals;
}

/**
 * An event's way from the auditor to the ledger. Throws an InputError when a setting is wrong.
 *
 * The order, from the outside in:
 *
 * 1. arrivals: sees every event, for the check at startup that events get here at all.
 * 2. rules: first, since nothing else is worth doing for an event that is not kept.
 * 3. redaction: before anything is written down or sent anywhere.
 * 4. bounds: after redaction, so that no secret is cut in two and its rest taken for harmless.
 * 5. journal: here the audited operation goes on. So far nothing was awaited but a write to a file; all that waits comes
 *    after.
 * 6. parts: what waited is handed on in parts of one transaction, the next being prepared while those before are stored.
 * 7. marks: of what is not as its plugin has declared, once what others declared a moment ago is known.
 * 8. enrichment: asks the catalog, in whole batches, with nobody waiting.
 * 9. stand-ins: for what the ledger can never store.
 * 10. ledger: durable, and measured. What is sealed is what is stored.
 *
 * Those who keep their events until they are committed go past arrivals, journal and parts. What was kept before the plugin had
 * started is in a journal of its own, and goes past this one; what comes after it waits until it is stored. What is kept of
 * operations while they are open goes through rules, redaction and bounds, as their events do.
 */
export function createPipeline(options: PipelineOptions): Pipeline {
  const { config, logger, auth, catalog, eventTypes, ledger } = options;
  const { known, ledgerName = 'ledger', drainTimes } = options;
  const directory = CatalogDirectory.create({ catalog, auth, logger });
  const lookup = TargetLookup.create({ catalog, auth, logger, directory });

  const commits = MeasuringSink.create({ next: ledger });
  const standingIn = StandInSink.create({ next: commits, logger });
  const complete = (next: AuditEventSink, within?: readonly string[]) =>
    MarkingSink.create({
      eventTypes,
      logger,
      next: EnrichingSink.create({ directory, lookup, within, next }),
    });
  const limits = readLimits(config);
  const secretKeys = SecretKeys.fromConfig(config);
  const rules = readRules(config);
  const prepare = (next: AuditEventSink) =>
    RuleFilteringSink.create({
      rules,
      eventTypes: eventTypes.registry,
      next: RedactingSink.create({
        secretKeys,
        next: BoundingSink.create({ limits, next }),
      }),
    });
  const inParts = () =>
    PartsSink.create({ prepare: complete, next: standingIn });
  const starting = StartingDrain.create({
    next: prepare(inParts()),
    known,
    logger,
    times: drainTimes,
  });
  const journal = readJournalSettings(config, {
    defaultSize: LEDGER_JOURNAL_SIZE,
  });
  const settings = {
    ...journal,
    // No plugin has such an id: the journals of those that are elsewhere are beside it.
    directory: join(journal.directory, `_${ledgerName}`),
  };
  const journaling = JournalingSink.create({
    settings,
    limits: readQueueLimits(config),
    next: inParts(),
    known,
    after: () => starting.isPast(),
    logger,
    times: drainTimes,
  });
  const drain = {
    get isGettingOn() {
      return starting.isGettingOn && journaling.drain.isGettingOn;
    },
    get oldestWaitingAt() {
      return starting.oldestWaitingAt ?? journaling.drain.oldestWaitingAt;
    },
  };
  const arrivals = ArrivalSink.create({ next: prepare(journaling) });
  const refusals = Refusals.create({
    plugin: 'audit-log',
    severity: readStorageFailure(config),
    waiting: journaling.waiting,
    isGettingOn: () => drain.isGettingOn,
    logger,
    record: event => journaling.append([event]),
  });
  const begins = Begins.create({
    operations: journaling.operations,
    refusals,
    prepare,
    // Most of what happens in a portal: not even made an event of.
    isIgnored: ({ plugin, action, severity }) =>
      rules.length === 0 &&
      plugin !== 'audit-log' &&
      severity === 'low' &&
      eventTypes.registry.describe(action).read,
    logger,
  });

  return {
    sink: arrivals,
    durable: prepare(complete(standingIn)),
    durableWithin: projects => prepare(complete(standingIn, projects)),
    begin: operation => begins.begin(operation),
    end: event =>
      journaling.operations.end(event, () => arrivals.append([event])),
    resume: waiting => starting.resume(waiting),
    observer: lookup,
    arrivals,
    storage: {
      waiting: WaitingInAll.create({
        ledger: journaling.waiting,
        starting: () => starting.waiting,
        maxSize: settings.maxSize,
      }),
      drain,
      settings,
      commits,
      refusals,
    },
    start: () => journaling.start(),
    flush: async () => {
      await starting.flush();
      await journaling.flush();
    },
    close: async () => {
      await refusals.close();
      await starting.close(CLOSE_MS);
      await journaling.close(CLOSE_MS);
    },
  };
}
