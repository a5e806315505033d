// SPDX-License-Identifier: Apache-2.0
import type { RoleAssignment } from '../model/facts';

/** The projects that roles are given for; a change of these is one of the projects' configuration as well. */
export function projectsOf(assignments: readonly RoleAssignment[]): string[] {
  return [
    ...new Set(
      assignments.flatMap(({ project }) =>
        project === undefined ? [] : [project],
      ),
    ),
  ];
}
