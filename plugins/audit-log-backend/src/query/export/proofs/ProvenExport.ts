// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '@backstage/types';
import type { Checkpoint } from 'backstage-plugin-audit-log-common';
import type { Sealing } from '../../../sealing/createSealing';
import type { WindowedSearch } from '../../AuditEventReader';
import type { RemovalStatement } from '../../../retention/files/ArchiveFile';
import type { ReadScope } from '../../ReadScope';
import type { SequencedReader } from '../../SequencedReader';

/** What an export with proofs is made of. */
export interface ProvenExport {
  readonly reader: SequencedReader;
  /** The statements of what was removed from the archive; none where there is no archive. */
  readonly removals?: {
    statements(): Promise<readonly RemovalStatement[]>;
  };
  readonly sealing: Pick<
    Sealing,
    'tree' | 'checkpoints' | 'listKeys' | 'origin'
  >;
  readonly search: WindowedSearch;
  readonly scope: ReadScope;
  /** The search as it was asked for, to be told in the file. */
  readonly filters: JsonObject;
  readonly signal: AbortSignal;
}

/** Which part of the ledger a file is about. */
export interface ProvenRange {
  /** Every event from `from` to before `to` is in the file. Otherwise it has those that were searched for. */
  readonly isComplete: boolean;
  readonly from: number;
  readonly to: number;
  /** What the file is verified with: its leaves and what is left out make its root. Absent when nothing is sealed. */
  readonly checkpoint?: Checkpoint;
  /** The last checkpoint before the time that was asked for. */
  readonly first?: Checkpoint;
}
