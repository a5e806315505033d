// SPDX-License-Identifier: Apache-2.0
import type { Target } from 'backstage-plugin-audit-log-common';
import type { AuditRecord } from 'backstage-plugin-audit-log-node';

/** One of the operations that a change is made of, without what all of them share. */
export interface Operation
  extends Pick<AuditRecord, 'action' | 'severity' | 'changes' | 'meta'> {
  /** What makes its id: a change has one of each at most. */
  readonly of:
    | 'creation'
    | 'deletion'
    | 'promotion'
    | 'configuration'
    | 'update';
  /** Targets after the entity itself. */
  readonly further?: readonly Target[];
}
