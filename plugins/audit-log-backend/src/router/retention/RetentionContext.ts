// SPDX-License-Identifier: Apache-2.0
import type { ChangeRecorder } from '../../recording/ChangeRecorder';
import type { Retention } from '../../retention/createRetention';
import type { RouterContext } from '../RouterContext';

/** What the endpoints about retention work with. */
export interface RetentionContext
  extends Pick<RouterContext, 'auth' | 'httpAuth' | 'authorizer' | 'recorder'> {
  readonly changes: ChangeRecorder;
  readonly retention: Pick<
    Retention,
    'policies' | 'holds' | 'runs' | 'overview' | 'removals' | 'endRestoration'
  >;
}
