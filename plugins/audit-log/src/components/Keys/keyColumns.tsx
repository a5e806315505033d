// SPDX-License-Identifier: Apache-2.0
import type { IngestionKey } from 'backstage-plugin-audit-log-common';
import { ProjectLink } from '../access/ProjectLink';
import { SubjectLink } from '../access/SubjectLink';
import { formatTime } from '../labels/formatTime';
import type { AccessColumn } from '../list/AccessTable';
import { FirstFew } from './FirstFew';
import { KeyStateMarks } from './KeyStateMarks';
import { projectWords } from './projectWords';

/** What the list says of each key. */
export const KEY_COLUMNS: readonly AccessColumn<IngestionKey>[] = [
  {
    title: 'Name',
    width: '22%',
    cell: ({ id, name }) => (
      <SubjectLink of={{ ref: `key:${id}`, title: name }} />
    ),
  },
  {
    title: 'Status',
    width: 132,
    cell: key => <KeyStateMarks of={key} />,
  },
  {
    title: 'Sources',
    cell: ({ sources }) => (
      <FirstFew of={sources}>{source => <bdi>{source}</bdi>}</FirstFew>
    ),
  },
  {
    title: 'Projects',
    width: '16%',
    cell: ({ projects }) =>
      projects === 'any' || projects.length === 0 ? (
        projectWords(projects)
      ) : (
        <FirstFew of={projects}>
          {project => <ProjectLink project={project} />}
        </FirstFew>
      ),
  },
  {
    title: 'Last used',
    width: 124,
    cell: ({ lastUsedAt }) =>
      lastUsedAt ? (
        <time dateTime={lastUsedAt}>{formatTime.minute(lastUsedAt)}</time>
      ) : (
        'Never'
      ),
  },
  {
    title: 'Expires',
    width: 108,
    cell: ({ expiresAt }) =>
      expiresAt ? (
        <time dateTime={expiresAt}>{formatTime.day(expiresAt)}</time>
      ) : (
        'Never'
      ),
  },
];
