// SPDX-License-Identifier: Apache-2.0
import type { AccessModel } from '../../model/AccessModel';

/** References of all groups that somebody is in, through others too. */
export const groupsOf = (model: AccessModel, ref: string) =>
  model.chains(ref).map(({ via }) => via.at(-1));
