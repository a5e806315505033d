// SPDX-License-Identifier: Apache-2.0
import type { GroupDetails } from 'backstage-plugin-audit-log-common';
import { GroupFacts } from './GroupFacts';
import { GroupMembers } from './GroupMembers';
import { GroupRoles } from './GroupRoles';

const NOTHING = () => {};

/** Everything about a group, to look at. */
export const GroupOverview = (props: { readonly group: GroupDetails }) => (
  <>
    <GroupFacts group={props.group} />
    <GroupRoles group={props.group} canChange={false} onChanged={NOTHING} />
    <GroupMembers group={props.group} canChange={false} onChanged={NOTHING} />
  </>
);
