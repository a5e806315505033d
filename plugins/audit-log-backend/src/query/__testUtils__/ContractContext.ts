// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { AuditEventReader, WindowedSearch } from '../AuditEventReader';
import type { ReadScope } from '../ReadScope';
import { BEGIN, END } from './randomEvents';
import type { SeededRandom } from './seededRandom';

/** A reader and a way to fill what it reads. */
export interface ReaderUnderTest {
  readonly reader: AuditEventReader;
  /** Resolves when the events are stored. */
  append(events: readonly NewAuditEvent[]): Promise<void>;
  /** Resolves when all that is stored has its sequence. */
  ordered(): Promise<void>;
  /** Moves what is stored to the places that the reader is to read from; called once. */
  spread?(): Promise<void>;
  /** Where pages of one and two events are read, for a reader that takes long for each; everywhere by default. */
  readonly smallPages?: Pick<WindowedSearch, 'from' | 'to'>;
}

/** What each part of the contract is about. */
export interface ContractContext {
  subject(): ReaderUnderTest;
  /** What is stored. */
  readonly events: readonly NewAuditEvent[];
  /** Of whoever reads. */
  readonly scope: ReadScope;
  readonly random: SeededRandom;
}

/** A search for everything, in the window that all events are in. */
export const ALL: WindowedSearch = {
  include: {},
  exclude: {},
  order: 'newest',
  from: BEGIN,
  to: END,
};
