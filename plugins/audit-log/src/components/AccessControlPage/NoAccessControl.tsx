// SPDX-License-Identifier: Apache-2.0
import { NoAccess } from '../states/NoAccess';

/** For a person who may not see who may do what. */
export const NoAccessControl = () => (
  <NoAccess
    to="Access Control"
    why="It shows and decides who may do what in this portal, so only organization administrators and people they choose can open it."
    permission="ACCESS-MANAGEMENT"
  />
);
