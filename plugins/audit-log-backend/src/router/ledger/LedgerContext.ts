// SPDX-License-Identifier: Apache-2.0
import type { Sealing } from '../../sealing/createSealing';
import type { RouterContext } from '../RouterContext';

/** What the endpoints about the ledger as a whole work with. */
export interface LedgerContext
  extends Pick<
    RouterContext,
    'auth' | 'httpAuth' | 'authorizer' | 'reader' | 'recorder'
  > {
  readonly sealing: Sealing;
}
