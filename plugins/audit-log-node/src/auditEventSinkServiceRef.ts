// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type {
  NewAuditEvent,
  Severity,
  Target,
} from 'backstage-plugin-audit-log-common';
import { AttachableSink } from './AttachableSink';
import type { AuditEventSink } from './AuditEventSink';
import { Forwarder } from './forwarding/Forwarder';
import type { PluginConnection } from './forwarding/PluginConnection';
import type { WaitingEvents } from './journal/WaitingEvents';
import type { DeclaredEventType } from './kit/DeclaredEventType';
import { StartingEvents } from './StartingEvents';

/**
 * An operation that is about to happen, as far as its plugin has told.
 *
 * @public
 */
export interface BegunOperation {
  readonly operationId: string;
  readonly plugin: string;
  readonly event: string;
  readonly action: string;
  readonly targets: readonly Target[];
  /** What the plugin has told so far. */
  readonly meta: NewAuditEvent['meta'];
}

/**
 * An operation that is about to happen, and what is to be kept of it.
 *
 * @public
 */
export interface OpenOperation extends BegunOperation {
  readonly severity: Severity;
  /** What is recorded if it never ends, once it is known who it was, or that has taken too long. Never rejects. */
  unfinished(): Promise<NewAuditEvent>;
}

/**
 * Wants to know of operations as they happen in this process.
 *
 * @public
 */
export interface OperationObserver {
  /**
   * MUST NOT throw or reject. The operation waits for it, as long as `auditLog.maxDelay` allows: it is for what is too
   * late afterwards, such as the name of what is about to be deleted, and gives nothing to wait for of everything else.
   */
  begin?(operation: BegunOperation): Promise<unknown> | undefined;
  /** Told how an operation ended, in the same turn in which it is recorded. MUST return at once and MUST NOT throw. */
  ended?(event: NewAuditEvent): void;
}

/**
 * The end of the way that events take in this process: what the audit log plugin attaches.
 *
 * @public
 */
export interface AttachedAuditLog {
  /** Resolves when the events are safe enough for what they report to go on. */
  readonly sink: AuditEventSink;
  /** Resolves when the events are committed, and rejects otherwise: for those who keep them until they are. */
  readonly durable: AuditEventSink;
  readonly observer?: OperationObserver;
  /**
   * Told of each operation before it happens. Resolves when that it began is safe enough for it to go on: if the process dies
   * before `end` is told of it, it becomes an event as `unfinished` says. MUST reject with a ServiceUnavailableError when the
   * operation must not happen because it could not be recorded, and MUST NOT reject otherwise.
   */
  begin?(operation: OpenOperation): Promise<void>;
  /** Takes the event that such an operation has ended with, as `sink` does; `sink` takes it where this is absent. */
  end?(event: NewAuditEvent): Promise<void>;
  /**
   * Hands on what waits from before this was attached, in order, and before anything that `sink` is given; what ends of it later
   * as it comes. MUST have `waiting.takeOver` find what processes that have died have left, and MUST expect that what is taken
   * over has been handed on already. Called once; the result is called when there is more. Where this is absent, `sink` is
   * given what waits.
   */
  resume?(waiting: WaitingEvents): () => void;
  /** Takes all that a plugin tells of its events. MUST NOT throw; tries again by itself what could not be kept. */
  declare?(plugin: string, types: readonly DeclaredEventType[]): void;
  /** Told of each plugin of this process before it has events. MUST NOT throw. */
  connect?(plugin: string, connection: PluginConnection): void;
}

/**
 * Where all plugins of one backend hand their events to the audit log plugin.
 *
 * Events are reported from process start, the plugin's store only works once its database has migrated, which may take as long as
 * the database is away: what is reported in the meantime is kept in a journal, begins of operations included, and handed on in
 * order when the plugin attaches its own, or when that of a later process does.
 *
 * @public
 */
export interface AuditEventSinkService {
  /** Resolves when the event is as safe as the attached sink makes it, or is kept for it. */
  readonly sink: AuditEventSink;
  /** Resolves once the events are committed. Rejects with a ServiceUnavailableError while nothing is attached. */
  readonly durable: AuditEventSink;
  /**
   * Keeps that an operation began, and tells the observers. Rejects with a ServiceUnavailableError, and for no other reason,
   * when it must not happen because it could not be recorded.
   */
  begin(operation: OpenOperation): Promise<void>;
  /** Takes the event that an operation of `begin` has ended with, as `sink` does. Called once for each. */
  end(event: NewAuditEvent): Promise<void>;
  /** Tells the observers. */
  ended(event: NewAuditEvent): void;
  /** From now on. */
  observe(observer: OperationObserver): void;
  /** What a plugin or a module of it tells of its events, beside what is told already; of one action the last. */
  declare(plugin: string, types: readonly DeclaredEventType[]): void;
  /** Told by the auditor and by the kit of a plugin, when it gets them: by what its events can be sent. */
  connect(plugin: string, connection: PluginConnection): void;
  /**
   * Called once, by the audit log plugin; throws if something is attached already. Resolves when what was kept is in the hands of
   * what is attached: told to `resume`, or else taken by its `sink`, and rejects if that does not take it.
   */
  attach(auditLog: AttachedAuditLog): Promise<void>;
}

const AUDIT_LOG = 'audit-log';

/**
 * In a process that the audit log plugin is not in, events are forwarded to the one that it is in.
 *
 * @public
 */
export const auditEventSinkServiceRef = createServiceRef<AuditEventSinkService>(
  {
    id: 'audit-log.event-sink',
    scope: 'root',
    defaultFactory: async service =>
      createServiceFactory({
        service,
        deps: {
          config: coreServices.rootConfig,
          lifecycle: coreServices.rootLifecycle,
          logger: coreServices.rootLogger,
          metadata: coreServices.rootInstanceMetadata,
        },
        async factory({ config, lifecycle, logger, metadata }) {
          const plugins = await metadata.getInstalledPlugins();
          const isHere = plugins.some(({ pluginId }) => pluginId === AUDIT_LOG);
          if (isHere) {
            const starting = StartingEvents.fromConfig(config, { logger });
            // Not awaited: the portal starts meanwhile.
            void starting.start();
            const sink = AttachableSink.create({ starting });
            // After all plugins have stopped, the audit log among them.
            lifecycle.addShutdownHook(() => sink.close());
            return sink;
          }
          const sink = AttachableSink.create();
          const forwarder = Forwarder.fromConfig(config, { logger });
          lifecycle.addShutdownHook(() => forwarder.close());
          await sink.attach(forwarder);
          return sink;
        },
      }),
  },
);
