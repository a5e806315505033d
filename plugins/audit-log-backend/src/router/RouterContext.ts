// SPDX-License-Identifier: Apache-2.0
import type {
  AuthService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { AuditLogAuthorizer } from '../access';
import type { AuditEventReader } from '../query/AuditEventReader';
import type { CursorCodec } from '../query/CursorCodec';
import type { ProvenExport } from '../query/export/proofs/ProvenExport';
import type { ReadingRecorder } from '../recording/ReadingRecorder';
import type { RecentSearches } from './RecentSearches';

/** What every endpoint about events works with. */
export interface RouterContext {
  readonly auth: AuthService;
  readonly httpAuth: HttpAuthService;
  readonly authorizer: AuditLogAuthorizer;
  readonly reader: AuditEventReader;
  readonly cursors: CursorCodec;
  readonly recorder: ReadingRecorder;
  readonly recent: RecentSearches;
  /** What exports with proofs are made of. */
  readonly exports: Pick<ProvenExport, 'reader' | 'removals' | 'sealing'>;
}
