// SPDX-License-Identifier: Apache-2.0
import type {
  AuthService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { AccessAuthorizer } from '../../access';
import type { AccessStore } from '../../access/store/AccessStore';
import type { ChangeRecorder } from '../../recording/ChangeRecorder';

/** What every endpoint of access control works with. */
export interface AccessContext {
  readonly auth: AuthService;
  readonly httpAuth: HttpAuthService;
  readonly access: AccessStore;
  readonly accessAuthorizer: Pick<AccessAuthorizer, 'authorizeAccess'>;
  readonly changes: ChangeRecorder;
}
