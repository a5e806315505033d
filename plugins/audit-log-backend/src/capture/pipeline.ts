// SPDX-License-Identifier: Apache-2.0
import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  type AuditEventSink,
  type OperationObserver,
  readLimits,
  SecretKeys,
} from 'backstage-plugin-audit-log-node';
import type { KnownEventTypes } from '../eventTypes/EventTypes';
import { ArrivalSink } from './ArrivalSink';
import { BoundingSink } from './BoundingSink';
import { CatalogDirectory } from './enrichment/CatalogDirectory';
import { EnrichingSink } from './enrichment/EnrichingSink';
import { TargetLookup } from './enrichment/TargetLookup';
import { MarkingSink } from './MarkingSink';
import { QueueingSink, type QueueTimes } from './QueueingSink';
import { readQueueLimits } from './readQueueLimits';
import { RedactingSink } from './redaction/RedactingSink';
import { readRules } from './rules/readRules';
import { RuleFilteringSink } from './rules/RuleFilteringSink';
import { StandInSink } from './StandInSink';

const CLOSE_MS = 10_000;

export interface PipelineOptions {
  readonly config: Config;
  readonly logger: LoggerService;
  readonly auth: AuthService;
  readonly catalog: CatalogService;
  readonly eventTypes: KnownEventTypes;
  /** Where events end up. It is what makes them durable. */
  readonly ledger: AuditEventSink;
  readonly queueTimes?: Partial<QueueTimes>;
}

/** What is attached to `AuditEventSinkService`, and what goes with it. */
export interface Pipeline {
  readonly sink: AuditEventSink;
  /** The same without the queue: whoever appends waits until the ledger has it. */
  readonly durable: AuditEventSink;
  /** The same for events that may be of these projects only: out of others that their targets belong to, they are kept. */
  durableWithin(projects: readonly string[]): AuditEventSink;
  readonly observer: OperationObserver;
  readonly arrivals: ArrivalSink;
  /** Resolves when the ledger has taken everything that was appended. */
  flush(): Promise<void>;
  /** Gives the ledger a bounded time to take what is left. The ledger must still be running. */
  close(): Promise<void>;
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
 * 5. queue: here the audited operation goes on. So far nothing was awaited; all that waits comes after.
 *    (A journal goes in its place: as durable as a file, and behind it the same.)
 * 6. marks: of what is not as its plugin has declared, once what others declared a moment ago is known.
 * 7. enrichment: asks the catalog, in whole batches, with nobody waiting.
 * 8. stand-ins: for what the ledger can never store.
 * 9. ledger: durable. (Sealing goes before it: what is sealed is what is stored.)
 *
 * Those who keep their events until they are committed go past arrivals and queue.
 */
export function createPipeline(options: PipelineOptions): Pipeline {
  const { config, logger, auth, catalog, eventTypes, ledger, queueTimes } =
    options;
  const directory = CatalogDirectory.create({ catalog, auth, logger });
  const lookup = TargetLookup.create({ catalog, auth, logger, directory });

  const standingIn = StandInSink.create({ next: ledger, logger });
  const storingWithin = (within?: readonly string[]) =>
    MarkingSink.create({
      eventTypes,
      logger,
      next: EnrichingSink.create({
        directory,
        lookup,
        within,
        next: standingIn,
      }),
    });
  const storing = storingWithin();
  const queueing = QueueingSink.create({
    next: storing,
    logger,
    limits: readQueueLimits(config),
    times: queueTimes,
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
  const arrivals = ArrivalSink.create({ next: prepare(queueing) });

  return {
    sink: arrivals,
    durable: prepare(storing),
    durableWithin: projects => prepare(storingWithin(projects)),
    observer: lookup,
    arrivals,
    flush: () => queueing.flush(),
    close: () => queueing.close(CLOSE_MS),
  };
}
