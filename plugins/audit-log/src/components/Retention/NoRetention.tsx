// SPDX-License-Identifier: Apache-2.0
import { NoAccess } from '../states/NoAccess';

/** For a person who may not decide how long events are kept. */
export const NoRetention = () => (
  <NoAccess
    to="the retention of the audit log"
    why="It decides how long events of all projects are kept, so only those who administer the audit log can open it."
    permission="audit-log.configure"
  />
);
