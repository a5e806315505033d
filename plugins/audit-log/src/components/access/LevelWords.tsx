// SPDX-License-Identifier: Apache-2.0
import type { MappingLevel } from 'backstage-plugin-audit-log-common';
import { shortReference } from '../labels/reference';
import { ProjectLink } from './ProjectLink';

/** What a role is given for, inside a sentence. */
export const LevelWords = (props: { readonly level: MappingLevel }) =>
  props.level.kind === 'organization' ? (
    <>for the whole organization</>
  ) : (
    <>
      for the project <ProjectLink project={props.level.project} />
    </>
  );

/** The same as plain text, for names that screen readers say. */
export function levelText(level: MappingLevel): string {
  return level.kind === 'organization'
    ? 'for the whole organization'
    : `for the project ${shortReference(level.project)}`;
}
