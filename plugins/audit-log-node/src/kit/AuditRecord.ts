// SPDX-License-Identifier: Apache-2.0
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type {
  Actor,
  FieldChange,
  Outcome,
  Severity,
  Target,
} from 'backstage-plugin-audit-log-common';
import type { Request } from 'express';

/**
 * Who did something: the caller of a request, the holder of credentials, or, for what happens by itself and for what is
 * known from elsewhere, an actor as it is to be recorded. The plugin itself when none is given.
 *
 * @public
 */
export interface RecordedBy {
  /** Who called, from where, and by which path. */
  readonly request?: Request;
  /** Who it was, where there is no request or where it came for somebody else. Goes before the request. */
  readonly credentials?: BackstageCredentials;
  /** Goes before both. A plugin answers for whom it names here. */
  readonly actor?: Actor;
}

/**
 * What is known of an operation when it begins.
 *
 * @public
 */
export interface BegunRecord extends RecordedBy {
  /**
   * The plugin's own name of what is done: an event id, and after a dot the kind of action, such as `report.publish`.
   * Words of small letters, joined by hyphens. The id of the plugin is put before it.
   */
  readonly action: string;
  /** As the plugin declared it by default, else `low`. */
  readonly severity?: Severity;
  /** What it is done to, the main one first: entity references, or others such as `report:42`, with or without a name. */
  readonly targets?: readonly (string | Target)[];
  /** The projects (Systems, Domains) that it belongs to, beside those that its targets belong to in the catalog. */
  readonly projects?: readonly string[];
  /** Anything else that is worth keeping. No secrets; what looks like one is taken out. */
  readonly meta?: JsonObject;
}

/**
 * An operation that is over.
 *
 * @public
 */
export interface AuditRecord extends BegunRecord {
  /** `succeeded` by default; with an error, `denied` if it is a NotAllowedError, else `failed`. */
  readonly outcome?: Exclude<Outcome, 'unfinished'>;
  readonly error?: unknown;
  /** What it changed, field by field. `changesBetween` makes them of the state before and after. */
  readonly changes?: readonly FieldChange[];
  /** Marks of the event, such as `claimed-actor`. */
  readonly labels?: readonly string[];
  /** When it happened, if not now. */
  readonly occurredAt?: Date;
  /** The operation that it is part of, if it is part of one that is on record. UUID. */
  readonly operationId?: string;
  /**
   * An id that was made for it by `newEventId()`, for one that is recorded again when it is not known that the first time
   * worked: an id is recorded once.
   */
  readonly id?: string;
}
