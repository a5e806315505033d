// SPDX-License-Identifier: Apache-2.0
import type { EndpointEntry } from '../Endpoint';
import { getVerification } from './getVerification';
import { listVerifications } from './listVerifications';
import { startVerification } from './startVerification';
import { stopVerification } from './stopVerification';
import type { VerificationsContext } from './VerificationsContext';

/** What the API answers about runs of verification. */
export const verificationEndpoints: readonly EndpointEntry<VerificationsContext>[] =
  [
    ['get', '/ledger/verify', listVerifications],
    ['post', '/ledger/verify', startVerification],
    ['get', '/ledger/verify/{id}', getVerification],
    ['delete', '/ledger/verify/{id}', stopVerification],
  ];
