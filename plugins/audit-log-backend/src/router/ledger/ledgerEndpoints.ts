// SPDX-License-Identifier: Apache-2.0
import type { EndpointEntry } from '../Endpoint';
import { getCheckpoint } from './getCheckpoint';
import { getConsistencyProof } from './getConsistencyProof';
import { getEventProof } from './getEventProof';
import { getLedger } from './getLedger';
import { getSealingKeys } from './getSealingKeys';
import type { LedgerContext } from './LedgerContext';

/** What the API answers about the ledger as a whole, and about what proves it. */
export const ledgerEndpoints: readonly EndpointEntry<LedgerContext>[] = [
  ['get', '/ledger', getLedger],
  ['get', '/ledger/checkpoint', getCheckpoint],
  ['get', '/ledger/keys', getSealingKeys],
  ['get', '/ledger/proof', getConsistencyProof],
  ['get', '/events/{id}/proof', getEventProof],
];
