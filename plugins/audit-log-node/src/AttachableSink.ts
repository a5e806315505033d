// SPDX-License-Identifier: Apache-2.0
import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type {
  AttachedAuditLog,
  AuditEventSinkService,
  OpenOperation,
  OperationObserver,
} from './auditEventSinkServiceRef';
import type { AuditEventSink } from './AuditEventSink';
import type { PluginConnection } from './forwarding/PluginConnection';
import type { DeclaredEventType } from './kit/DeclaredEventType';
import type { StartingEvents } from './StartingEvents';

const NOTHING_TO_DO = Promise.resolve();
const nothing = () => {};

/**
 * Hands everything to the sink that is attached. What is reported before that is kept as `StartingEvents` says, where there are
 * any: they are not needed where something is attached from the beginning.
 */
export class AttachableSink implements AuditEventSinkService, AuditEventSink {
  readonly #starting: StartingEvents | undefined;
  readonly #observers: OperationObserver[] = [];
  readonly #declared = new Map<string, readonly DeclaredEventType[]>();
  readonly #connections = new Map<string, PluginConnection>();
  #attached: AttachedAuditLog | undefined;

  private constructor(starting: StartingEvents | undefined) {
    this.#starting = starting;
  }

  static create(
    options: { readonly starting?: StartingEvents } = {},
  ): AttachableSink {
    return new AttachableSink(options.starting);
  }

  readonly durable: AuditEventSink = {
    append: async events => {
      if (!this.#attached) {
        throw new ServiceUnavailableError(
          'The audit log has not started yet; try again in a moment',
        );
      }
      await this.#attached.durable.append(events);
    },
  };

  get sink(): AuditEventSink {
    return this;
  }

  append(events: readonly NewAuditEvent[]): Promise<void> {
    const sink = this.#ahead ?? this.#attached?.sink;
    return sink
      ? sink.append(events)
      : Promise.reject(new Error('Nothing is attached that keeps events'));
  }

  begin(operation: OpenOperation): Promise<void> {
    const keeping = this.#ahead ?? this.#attached;
    let kept = keeping?.begin?.(operation) ?? NOTHING_TO_DO;
    for (const observer of this.#observers) {
      const told = observer.begin?.(operation);
      if (told) {
        kept = Promise.all([kept, told]).then(nothing);
      }
    }
    return kept;
  }

  end(event: NewAuditEvent): Promise<void> {
    if (this.#starting?.has(event.operationId)) {
      return this.#starting.end(event);
    }
    return this.#attached?.end
      ? this.#attached.end(event)
      : this.append([event]);
  }

  ended(event: NewAuditEvent): void {
    this.#observers.forEach(observer => observer.ended?.(event));
  }

  observe(observer: OperationObserver): void {
    this.#observers.push(observer);
  }

  declare(plugin: string, types: readonly DeclaredEventType[]): void {
    // A plugin and its modules share an id, and each tells of its own events.
    const actions = new Set(types.map(({ action }) => action));
    const others = this.#declared.get(plugin) ?? [];
    const all = [
      ...others.filter(({ action }) => !actions.has(action)),
      ...types,
    ];
    this.#declared.set(plugin, all);
    this.#attached?.declare?.(plugin, all);
  }

  connect(plugin: string, connection: PluginConnection): void {
    this.#connections.set(plugin, connection);
    this.#attached?.connect?.(plugin, connection);
  }

  async attach(auditLog: AttachedAuditLog): Promise<void> {
    if (this.#attached) {
      throw new ConflictError(
        'A sink is attached to the audit log service already; only the audit log plugin attaches one, once in a backend',
      );
    }
    this.#attached = auditLog;
    if (auditLog.observer) {
      this.#observers.push(auditLog.observer);
    }
    this.#connections.forEach((connection, plugin) =>
      auditLog.connect?.(plugin, connection),
    );
    this.#declared.forEach((types, plugin) =>
      auditLog.declare?.(plugin, types),
    );
    await this.#starting?.handOnTo(auditLog);
  }

  /** Leaves what is not handed on to the next process. */
  async close(): Promise<void> {
    await this.#starting?.close();
  }

  get #ahead(): StartingEvents | undefined {
    return this.#starting?.isAhead ? this.#starting : undefined;
  }
}
