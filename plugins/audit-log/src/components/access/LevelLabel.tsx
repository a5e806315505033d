// SPDX-License-Identifier: Apache-2.0
import type { MappingLevel } from 'backstage-plugin-audit-log-common';
import { ProjectLink } from './ProjectLink';

/** What a role is given for: the organization, or one project, with a link to it. */
export const LevelLabel = (props: { readonly level: MappingLevel }) =>
  props.level.kind === 'organization' ? (
    <>Organization</>
  ) : (
    <>
      Project <ProjectLink project={props.level.project} />
    </>
  );
