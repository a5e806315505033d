// SPDX-License-Identifier: Apache-2.0
import type { ChangeRecorder } from '../../recording/ChangeRecorder';
import type { VerificationRuns } from '../../verification/runs/VerificationRuns';
import type { RouterContext } from '../RouterContext';

/** What the endpoints about runs of verification work with. */
export interface VerificationsContext
  extends Pick<RouterContext, 'auth' | 'httpAuth' | 'authorizer' | 'recorder'> {
  readonly changes: ChangeRecorder;
  readonly verifications: VerificationRuns;
}
