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
import { BoundedEventBuffer, type BufferLimits } from './BoundedEventBuffer';
import { createLostEvent } from './createLostEvent';
import type { PluginConnection } from './forwarding/PluginConnection';
import type { DeclaredEventType } from './kit/DeclaredEventType';

const NOTHING_TO_DO = Promise.resolve();
const nothing = () => {};

/**
 * Keeps events in memory until a sink is attached, and hands everything to that one from then on. Memory is bounded: when
 * the audit log plugin never starts, the least severe events are lost first, and the loss is the first thing on record.
 */
export class AttachableSink implements AuditEventSinkService, AuditEventSink {
  readonly #buffer: BoundedEventBuffer;
  readonly #observers: OperationObserver[] = [];
  readonly #declared = new Map<string, readonly DeclaredEventType[]>();
  readonly #connections = new Map<string, PluginConnection>();
  /** What has begun, and has not ended, before anything was attached. */
  readonly #begun = new Map<string, OpenOperation>();
  #attached: AttachedAuditLog | undefined;

  private constructor(buffer: BoundedEventBuffer) {
    this.#buffer = buffer;
  }

  static create(limits?: BufferLimits): AttachableSink {
    return new AttachableSink(BoundedEventBuffer.create(limits));
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

  async append(events: readonly NewAuditEvent[]): Promise<void> {
    if (this.#attached) {
      await this.#attached.sink.append(events);
      return;
    }
    events.forEach(event => this.#buffer.push(event));
  }

  begin(operation: OpenOperation): Promise<void> {
    if (!this.#attached) {
      this.#begun.set(operation.operationId, operation);
    }
    let kept = this.#attached?.begin?.(operation) ?? NOTHING_TO_DO;
    for (const observer of this.#observers) {
      const told = observer.begin?.(operation);
      if (told) {
        kept = Promise.all([kept, told]).then(nothing);
      }
    }
    return kept;
  }

  end(event: NewAuditEvent): Promise<void> {
    this.#begun.delete(event.operationId);
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
    const begun = [...this.#begun.values()];
    this.#begun.clear();
    // They happen already, whatever it says to that.
    begun.forEach(each => auditLog.begin?.(each).catch(() => {}));
    const lost = this.#buffer.takeLost();
    const kept = this.#buffer.peek(this.#buffer.size);
    this.#buffer.remove(kept);
    // Handed over in this very turn: whatever is appended later comes after.
    const events = lost ? [createLostEvent(lost), ...kept] : kept;
    if (events.length > 0) {
      await auditLog.sink.append(events);
    }
  }
}
