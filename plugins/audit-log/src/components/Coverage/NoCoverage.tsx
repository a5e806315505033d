// SPDX-License-Identifier: Apache-2.0
import { NoAccess } from '../states/NoAccess';

/** For a person who may not read the events of all projects. */
export const NoCoverage = () => (
  <NoAccess
    to="the coverage"
    why="It counts what happened in all projects, so only those who read all of the audit log can open it."
    permission="LOG-MANAGEMENT"
  />
);
