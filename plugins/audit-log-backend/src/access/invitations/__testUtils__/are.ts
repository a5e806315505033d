// SPDX-License-Identifier: Apache-2.0
import type { InvitationRow } from '../../../database/accessTables';

/** Whether the delivery of each invitation is in one of these states. */
export const are =
  (...states: readonly InvitationRow['delivery_state'][]) =>
  (rows: readonly InvitationRow[]) =>
    rows.every(({ delivery_state: state }) => states.includes(state));
