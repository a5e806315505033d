// SPDX-License-Identifier: Apache-2.0
import type { GroupDetails } from 'backstage-plugin-audit-log-common';
import { groupDetails } from '../../../access/groups/groupDetails';
import { requireGroup } from '../../../access/groups/requireLocalGroup';
import type { AccessModel } from '../../../access/model/AccessModel';

/** A group as it is answered. */
export function groupWithRoles(model: AccessModel, ref: string): GroupDetails {
  return groupDetails(model, requireGroup(model, ref));
}
