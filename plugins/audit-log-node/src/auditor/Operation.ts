// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';
import type { AuditorServiceCreateEventOptions } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import {
  describeAction,
  type NewAuditEvent,
  type Outcome,
  SEVERITIES,
  type Severity,
} from 'backstage-plugin-audit-log-common';
import { uuidv7 } from 'uuidv7';
import type { BegunOperation } from '../auditEventSinkServiceRef';
import { boundTexts } from '../bounds/boundEvent';
import { boundJson } from '../bounds/boundJson';
import type { Limits } from '../bounds/Limits';
import { mergeFields } from '../bounds/mergeFields';
import { readTargets } from '../targets/readTargets';
import { timeOfUuid } from '../timeOfUuid';
import { effectiveActor, type Identified } from './readActor';
import { readRequest } from './readRequest';
import { signedInActor } from './signedInActor';

/** How an operation ended. */
export interface Ending {
  readonly outcome: Outcome;
  /** What the plugin reported when it began and when it ended. What it reported at the beginning if it does not say. */
  readonly meta?: readonly (JsonObject | undefined)[];
  readonly error?: unknown;
}

export interface OperationOptions {
  readonly reported: AuditorServiceCreateEventOptions;
  readonly plugin: string;
  readonly identified: Promise<Identified>;
  readonly limits: Limits;
}

/**
 * One operation that a plugin reports: what is known of it from its beginning, and the events that come of it. It holds
 * on to nothing of the request, nor of what the plugin reported, but bounded copies.
 */
export class Operation {
  readonly id = uuidv7();
  /** About how many characters it keeps. */
  readonly size: number;
  readonly #plugin: string;
  readonly #event: string;
  readonly #severity: Severity;
  readonly #meta: JsonObject;
  readonly #request: NewAuditEvent['request'];
  readonly #identified: Promise<Identified>;
  readonly #limits: Limits;
  readonly #beganAt = Date.now();
  readonly #beganTick = performance.now();

  private constructor(options: OperationOptions) {
    const { reported, plugin, identified, limits } = options;
    const meta = boundJson(
      mergeFields([reported.meta], limits.entries),
      limits,
    );
    this.size = meta.size;
    this.#plugin = plugin;
    this.#event = String(reported.eventId);
    this.#severity =
      SEVERITIES.find(severity => severity === reported.severityLevel) ?? 'low';
    this.#meta = meta.value as JsonObject;
    this.#request = reported.request && readRequest(reported.request);
    this.#identified = identified;
    this.#limits = limits;
  }

  static begin(options: OperationOptions): Operation {
    return new Operation(options);
  }

  get begun(): BegunOperation {
    return {
      operationId: this.id,
      plugin: this.#plugin,
      event: this.#event,
      action: this.#action(this.#meta),
      targets: readTargets(this.#plugin, this.#meta),
      meta: this.#meta,
    };
  }

  /**
   * The event of an ending. All that the caller can still change is read before this returns; only who it was may take a
   * moment longer.
   */
  end(ending: Ending): Promise<NewAuditEvent> {
    const event = this.#describe(ending);
    return this.#identified.then(({ actor, labels }) => ({
      ...event,
      actor: signedInActor(actor, event) ?? effectiveActor(actor, event.meta),
      ...(labels && { labels: [...labels] }),
    }));
  }

  #describe({ outcome, meta, error }: Ending): NewAuditEvent {
    const id = uuidv7();
    const recordedAt = timeOfUuid(id);
    const bounded = boundJson(
      mergeFields(meta ?? [this.#meta], this.#limits.entries),
      this.#limits,
      '/meta',
    );
    const reported = bounded.value as JsonObject;
    const action = this.#action(reported);
    const event: NewAuditEvent = {
      id,
      operationId: this.id,
      // The clock may have been set back since.
      occurredAt: new Date(Math.min(this.#beganAt, recordedAt)).toISOString(),
      recordedAt: new Date(recordedAt).toISOString(),
      ...(outcome !== 'unfinished' && {
        durationMs: Math.round(performance.now() - this.#beganTick),
      }),
      plugin: this.#plugin,
      event: this.#event,
      action,
      category: describeAction(action).category,
      severity: this.#severity,
      outcome,
      actor: { type: 'anonymous' },
      targets: readTargets(this.#plugin, reported),
      projects: [],
      ...(this.#request && { request: this.#request }),
      ...(error !== undefined && { error: readError(error) }),
      meta: reported,
      truncated: [...bounded.truncated],
    };
    return boundTexts(event, this.#limits);
  }

  #action(meta: JsonObject): string {
    const kind = [meta.actionType, meta.queryType].find(
      value => typeof value === 'string' && value !== '',
    );
    return [this.#plugin, this.#event, kind].filter(Boolean).join('.');
  }
}

function readError(error: unknown): { name: string; message: string } {
  return isError(error)
    ? { name: String(error.name), message: String(error.message) }
    : { name: 'Error', message: String(error) };
}
