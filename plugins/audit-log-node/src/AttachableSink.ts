// SPDX-License-Identifier: Apache-2.0
import { ConflictError } from '@backstage/errors';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { AuditEventSink } from './AuditEventSink';
import type {
  AuditLogService,
  BegunOperation,
  OperationObserver,
} from './auditLogServiceRef';
import { BoundedEventBuffer, type BufferLimits } from './BoundedEventBuffer';
import { createLostEvent } from './createLostEvent';

/**
 * Keeps events in memory until a sink is attached, and hands everything to that one from then on. Memory is bounded: when
 * the audit log plugin never starts, the least severe events are lost first, and the loss is the first thing on record.
 */
export class AttachableSink implements AuditLogService, AuditEventSink {
  readonly #buffer: BoundedEventBuffer;
  #attached: AuditEventSink | undefined;
  #observer: OperationObserver | undefined;

  private constructor(buffer: BoundedEventBuffer) {
    this.#buffer = buffer;
  }

  static create(limits?: BufferLimits): AttachableSink {
    return new AttachableSink(BoundedEventBuffer.create(limits));
  }

  get sink(): AuditEventSink {
    return this;
  }

  async append(events: readonly NewAuditEvent[]): Promise<void> {
    if (this.#attached) {
      await this.#attached.append(events);
      return;
    }
    events.forEach(event => this.#buffer.push(event));
  }

  async begin(operation: BegunOperation): Promise<void> {
    await this.#observer?.begin(operation);
  }

  async attach(
    sink: AuditEventSink,
    observer?: OperationObserver,
  ): Promise<void> {
    if (this.#attached) {
      throw new ConflictError(
        'A sink is attached to the audit log service already; only the audit log plugin attaches one, once in a backend',
      );
    }
    this.#attached = sink;
    this.#observer = observer;
    const lost = this.#buffer.takeLost();
    const kept = this.#buffer.peek(this.#buffer.size);
    this.#buffer.remove(kept);
    // Handed over in this very turn: whatever is appended later comes after.
    const events = lost ? [createLostEvent(lost), ...kept] : kept;
    if (events.length > 0) {
      await sink.append(events);
    }
  }
}
