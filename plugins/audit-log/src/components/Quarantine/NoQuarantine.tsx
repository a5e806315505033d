// SPDX-License-Identifier: Apache-2.0
import { NoAccess } from '../states/NoAccess';

/** For a person who sees keys and may not read all of the audit log. */
export const NoQuarantine = () => (
  <NoAccess
    to="the quarantine"
    why="It holds what was sent to the audit log, whatever project it is about, so only those who read all of the audit log can open it."
    permission="LOG-MANAGEMENT"
  />
);
