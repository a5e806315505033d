// SPDX-License-Identifier: Apache-2.0
import { NoAccess } from '../states/NoAccess';

/** For a person who may neither have the log verified nor look after it. */
export const NoIntegrity = () => (
  <NoAccess
    to="what proves the audit log"
    why="It shows whether the log is as it was recorded, for events of all projects, so only those who have it verified or look after it can open it."
    permission="LOG-MANAGEMENT"
  />
);
