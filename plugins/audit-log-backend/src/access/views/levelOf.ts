// SPDX-License-Identifier: Apache-2.0
import type { MappingLevel } from 'backstage-plugin-audit-log-common';

/** What a role is given for, as the API has it. */
export function levelOf(project: string | undefined): MappingLevel {
  return project === undefined
    ? { kind: 'organization' }
    : { kind: 'project', project };
}
