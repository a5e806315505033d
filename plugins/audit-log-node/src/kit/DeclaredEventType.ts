// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '@backstage/types';
import type { Severity } from 'backstage-plugin-audit-log-common';

/**
 * What a plugin says about one kind of operation that it records.
 *
 * @public
 */
export interface DeclaredEventType {
  /** As in the records: event id, and after a dot the kind of action. */
  readonly action: string;
  /** In words, a verb and a noun: "Published report". */
  readonly title: string;
  /** One or two sentences: what has happened when this is on record. */
  readonly description: string;
  /** Of records that do not say; `low` by default. */
  readonly severity?: Severity;
  /** By which events of several plugins are found together, such as `access`; the id of the plugin by default. */
  readonly category?: string;
  /** True when it changes nothing. With low severity it is a routine read, which is not recorded by default. */
  readonly read?: boolean;
  /** JSON Schema (2020-12) of `meta`. What does not match is recorded all the same, and marked. */
  readonly meta?: JsonObject;
  /** JSON Pointers (RFC 6901) into `meta` of what is about a person, such as `/email`. */
  readonly personal?: readonly string[];
}
