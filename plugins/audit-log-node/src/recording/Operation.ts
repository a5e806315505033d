// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';
import type {
  Actor,
  NewAuditEvent,
  Outcome,
} from 'backstage-plugin-audit-log-common';
import type { Request } from 'express';
import { uuidv7 } from 'uuidv7';
import type { BegunOperation } from '../auditEventSinkServiceRef';
import type { Limits } from '../bounds/Limits';
import { createEvent, withActor } from './createEvent';
import type { OperationDescription } from './OperationDescription';
import type { Identified } from './readActor';
import { readRequest } from './readRequest';

/** How an operation ended. */
export interface Ending {
  readonly outcome: Outcome;
  /** What is known of it now; what was known before if it does not say. */
  readonly description?: OperationDescription;
  readonly error?: unknown;
}

export interface OperationOptions {
  readonly plugin: string;
  readonly description: OperationDescription;
  readonly request?: Request;
  readonly identified: Promise<Identified>;
  readonly limits: Limits;
  /** Who the event says it was; who was identified, by default. */
  readonly attribute?: (actor: Actor, event: NewAuditEvent) => Actor;
}

/**
 * One operation that a plugin reports: what is known of it from its beginning, and the events that come of it. It holds
 * on to nothing of the request, nor of what the plugin reported, but bounded copies.
 */
export class Operation {
  readonly id = uuidv7();
  readonly #options: Omit<OperationOptions, 'request' | 'description'>;
  readonly #request: NewAuditEvent['request'];
  readonly #beganAt = Date.now();
  readonly #beganTick = performance.now();
  #description: OperationDescription;

  private constructor({ request, description, ...options }: OperationOptions) {
    this.#options = options;
    this.#request = request && readRequest(request);
    this.#description = description;
  }

  static begin(options: OperationOptions): Operation {
    return new Operation(options);
  }

  get begun(): BegunOperation {
    const { event, action, targets, meta } = this.#description;
    const { plugin } = this.#options;
    return { operationId: this.id, plugin, event, action, targets, meta };
  }

  get description(): OperationDescription {
    return this.#description;
  }

  /** More has become known of it. */
  describe(description: OperationDescription): void {
    this.#description = description;
  }

  /**
   * The event of an ending. All that the caller can still change is read before this returns; only who it was may take a
   * moment longer.
   */
  end({ outcome, description, error }: Ending): Promise<NewAuditEvent> {
    const { plugin, identified, limits, attribute } = this.#options;
    const event = createEvent({
      operationId: this.id,
      plugin,
      description: description ?? this.#description,
      outcome,
      error,
      request: this.#request,
      occurredAt: this.#beganAt,
      durationMs:
        outcome === 'unfinished'
          ? undefined
          : Math.round(performance.now() - this.#beganTick),
      limits,
    });
    return identified.then(({ actor, labels }) =>
      withActor(event, {
        actor: attribute ? attribute(actor, event) : actor,
        labels,
      }),
    );
  }
}
