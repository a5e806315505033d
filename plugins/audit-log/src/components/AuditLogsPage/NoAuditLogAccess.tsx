// SPDX-License-Identifier: Apache-2.0
import { NoAccess } from '../states/NoAccess';

/** For a person who may not read the audit log. */
export const NoAuditLogAccess = () => (
  <NoAccess
    to="the audit log"
    why="It shows who did what in this portal, so only organization administrators and people they choose can read it."
    permission="LOG-MANAGEMENT"
  />
);
