// SPDX-License-Identifier: Apache-2.0
import type { Explanation } from 'backstage-plugin-audit-log-common';
import { Fragment } from 'react';
import { usePermissionTitles } from '../../../requests/usePermissionTitles';
import { GrantLine } from '../../access/GrantLine';
import { LevelWords } from '../../access/LevelWords';
import { ProjectLink } from '../../access/ProjectLink';
import { SubjectLink } from '../../access/SubjectLink';
import { formatTime } from '../../labels/formatTime';

/** Whether a person has a permission and through what, since when and by whom, in one sentence. */
export const AnswerSentence = (props: {
  readonly name: string;
  readonly explanation: Explanation;
  readonly isPast: boolean;
}) => {
  const { name, explanation, isPast } = props;
  const { allowed, permission, project, asOf, paths } = explanation;
  const title = usePermissionTitles()(permission);
  const [first] = paths;
  const words = isPast
    ? { yes: 'had', no: 'did not have', gives: 'gave' }
    : { yes: 'has', no: 'does not have', gives: 'gives' };
  return (
    <>
      {isPast && <>As of {formatTime.minute(asOf)}, </>}
      <bdi>{name}</bdi> <strong>{allowed ? words.yes : words.no}</strong> the
      permission <code>{permission}</code>
      {title !== permission && ` (${title})`}
      {project && (
        <>
          {' '}
          for the project <ProjectLink project={project.ref} />
        </>
      )}
      {!project && !allowed && ' for the whole organization'}
      {!allowed && `: none of their roles ${words.gives} it.`}
      {allowed && first && (
        <>
          {first.via.map((group, index) => (
            <Fragment key={group.ref}>
              {index === 0 ? ', through the group ' : ', part of '}
              <SubjectLink of={group} />
              {index === 0 && first.memberSince && (
                <> (member since {formatTime.day(first.memberSince)})</>
              )}
            </Fragment>
          ))}
          {first.via.length === 0 && ', directly'}, with the role{' '}
          <SubjectLink of={first.role} />, given{' '}
          <LevelWords level={first.level} />{' '}
          <GrantLine grant={first.grant} otherwise="the configuration" />.
        </>
      )}
    </>
  );
};
