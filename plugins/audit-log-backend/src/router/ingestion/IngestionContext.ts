// SPDX-License-Identifier: Apache-2.0
import type { IngestionKeys } from '../../access/keys/IngestionKeys';
import type { IngestionParts } from '../../ingestion/createIngestion';
import type { RouterContext } from '../RouterContext';

/** What every endpoint about reported events works with. */
export interface IngestionContext
  extends IngestionParts,
    Pick<RouterContext, 'auth' | 'httpAuth' | 'authorizer' | 'recorder'> {
  readonly ingestionKeys: IngestionKeys;
}
