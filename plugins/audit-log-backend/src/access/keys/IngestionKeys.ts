// SPDX-License-Identifier: Apache-2.0
import type { Request } from 'express';
import type { KeyRefusal } from './KeyRefusal';

/** The key that a request came with, and what it may report. */
export interface KeyPrincipal {
  /** UUID. */
  readonly id: string;
  readonly name: string;
  /** Values of CloudEvents' `source`, or the beginning of some before a final asterisk. `mayUseSource` goes by them. */
  readonly sources: readonly string[];
  /** References of the projects that its events may name, in lower case. `mayNameProject` goes by them. */
  readonly projects: 'any' | readonly string[];
  /** Whether what it says of a portal's people is believed. */
  readonly mayNamePeople: boolean;
  readonly requestsPerMinute: number;
}

/** What the receiver of events asks about ingestion keys. */
export interface IngestionKeys {
  readonly rate: RequestRate;

  /**
   * Whose token it is. MUST throw an AuthenticationError that says what to do for one that does not work (any more), and
   * put that on record; MUST throw a ServiceUnavailableError when that cannot be found out. What it says is at most five
   * seconds old, and never older than a change on this replica.
   */
  authenticate(token: string, request: Request): Promise<KeyPrincipal>;

  /** Puts on record that a use of a key was refused. Repeats within a minute become one event. Returns at once. */
  refuse(refusal: KeyRefusal): void;
}

/** How many requests a key may send. Each replica counts for itself. */
export interface RequestRate {
  /** Counts a request of a key; after how many seconds it may send one, when this one is too many. */
  take(key: Pick<KeyPrincipal, 'id' | 'requestsPerMinute'>): number | undefined;
}
