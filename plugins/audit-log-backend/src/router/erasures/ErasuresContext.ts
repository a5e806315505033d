// SPDX-License-Identifier: Apache-2.0
import type { Erasures } from '../../erasure/Erasures';
import type { ChangeRecorder } from '../../recording/ChangeRecorder';
import type { RouterContext } from '../RouterContext';

/** What the endpoints about erasures work with. */
export interface ErasuresContext
  extends Pick<RouterContext, 'auth' | 'httpAuth' | 'authorizer' | 'recorder'> {
  readonly changes: ChangeRecorder;
  readonly erasures: Erasures;
}
