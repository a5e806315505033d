// SPDX-License-Identifier: Apache-2.0
import { accessEndpoints } from './access/accessEndpoints';
import { erasureEndpoints } from './erasures/erasureEndpoints';
import { eventEndpoints } from './eventEndpoints';
import { eventTypeEndpoints } from './eventTypes/eventTypeEndpoints';
import { healthEndpoints } from './health/healthEndpoints';
import { ingestionEndpoints } from './ingestion/ingestionEndpoints';
import { invitationEndpoints } from './invitations/invitationEndpoints';
import { keyEndpoints } from './keys/keyEndpoints';
import { ledgerEndpoints } from './ledger/ledgerEndpoints';
import { retentionEndpoints } from './retention/retentionEndpoints';
import { verificationEndpoints } from './verifications/verificationEndpoints';

/** All that the API answers. */
export const endpoints = [
  ...eventEndpoints,
  ...eventTypeEndpoints,
  ...accessEndpoints,
  ...invitationEndpoints,
  ...keyEndpoints,
  ...ingestionEndpoints,
  ...ledgerEndpoints,
  ...healthEndpoints,
  ...verificationEndpoints,
  ...erasureEndpoints,
  ...retentionEndpoints,
];
