// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';
import type {
  Actor,
  NewAuditEvent,
  Outcome,
} from 'backstage-plugin-audit-log-common';
import type { Request } from 'express';
import type { OpenOperation } from '../auditEventSinkServiceRef';
import type { Limits } from '../bounds/Limits';
import { createEvent, withActor } from './createEvent';
import { newUuid } from './newUuid';
import type { OperationDescription } from './OperationDescription';
import type { Patience } from './Patience';
import { type Identified, UNVERIFIED } from './readActor';
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
  /** How long it is waited for that before it is kept that the operation began. */
  readonly identifying: Patience;
  readonly limits: Limits;
  /** Who the event says it was; who was identified, by default. */
  readonly attribute?: (actor: Actor, event: NewAuditEvent) => Actor;
}

/**
 * One operation that a plugin reports: what is known of it from its beginning, and the events that come of it. It holds
 * on to nothing of the request, nor of what the plugin reported, but bounded copies.
 */
export class Operation {
  readonly id = newUuid();
  readonly #plugin: string;
  readonly #identified: Promise<Identified>;
  readonly #identifying: Patience;
  readonly #limits: Limits;
  readonly #attribute: OperationOptions['attribute'];
  readonly #request: NewAuditEvent['request'];
  readonly #beganAt = Date.now();
  readonly #beganTick = performance.now();
  #description: OperationDescription;

  private constructor(options: OperationOptions) {
    this.#plugin = options.plugin;
    this.#identified = options.identified;
    this.#identifying = options.identifying;
    this.#limits = options.limits;
    this.#attribute = options.attribute;
    this.#request = options.request && readRequest(options.request);
    this.#description = options.description;
  }

  static begin(options: OperationOptions): Operation {
    return new Operation(options);
  }

  get begun(): OpenOperation {
    const { event, action, severity, targets, meta } = this.#description;
    return {
      operationId: this.id,
      plugin: this.#plugin,
      event,
      action,
      severity,
      targets,
      meta,
      unfinished: () => this.#unfinished(),
    };
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
  end(ending: Ending): Promise<NewAuditEvent> {
    const event = this.#eventOf(ending);
    return this.#identified.then(who => this.#by(who, event));
  }

  #unfinished(): Promise<NewAuditEvent> {
    const event = this.#eventOf({ outcome: 'unfinished' });
    return this.#identifying
      .within(this.#identified, () => UNVERIFIED)
      .then(who => this.#by(who, event));
  }

  #by(who: Identified, event: NewAuditEvent): NewAuditEvent {
    const actor = this.#attribute?.(who.actor, event) ?? who.actor;
    return withActor(
      event,
      actor === who.actor ? who : { actor, labels: who.labels },
    );
  }

  #eventOf({ outcome, description, error }: Ending): NewAuditEvent {
    return createEvent({
      operationId: this.id,
      plugin: this.#plugin,
      description: description ?? this.#description,
      outcome,
      error,
      request: this.#request,
      occurredAt: this.#beganAt,
      durationMs:
        outcome === 'unfinished'
          ? undefined
          : Math.round(performance.now() - this.#beganTick),
      limits: this.#limits,
    });
  }
}
