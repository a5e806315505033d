// SPDX-License-Identifier: Apache-2.0
import type { Hold } from 'backstage-plugin-audit-log-common';
import { ProjectLink } from '../../access/ProjectLink';
import { ReferenceLink } from '../../cells/ReferenceLink';
import { holdTimeWords } from './holdWords';

/** Which events a hold is about. */
export const HeldEvents = (props: { readonly of: Hold }) => {
  const { project, actor } = props.of;
  const time = holdTimeWords(props.of);
  return (
    <>
      {time && <div>{time}</div>}
      {project && (
        <div>
          Project <ProjectLink project={project} />
        </div>
      )}
      {actor && (
        <div>
          Actor <ReferenceLink reference={actor} />
        </div>
      )}
    </>
  );
};
