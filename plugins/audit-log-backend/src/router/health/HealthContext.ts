// SPDX-License-Identifier: Apache-2.0
import type { Health } from '../../health/Health';
import type { Sealing } from '../../sealing/createSealing';
import type { RouterContext } from '../RouterContext';

/** What the endpoint about health works with. */
export interface HealthContext
  extends Pick<RouterContext, 'auth' | 'httpAuth' | 'authorizer' | 'recorder'> {
  readonly health: Pick<Health, 'status'>;
  readonly sealing: Pick<Sealing, 'status'>;
}
