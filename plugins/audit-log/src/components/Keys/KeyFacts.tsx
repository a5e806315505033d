// SPDX-License-Identifier: Apache-2.0
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import type {
  IngestionKey,
  Reference,
} from 'backstage-plugin-audit-log-common';
import { PageSection } from '../access/PageSection';
import { ProjectLink } from '../access/ProjectLink';
import { SubjectLink } from '../access/SubjectLink';
import { Field } from '../EventDetails/Field';
import { formatTime } from '../labels/formatTime';
import { projectWords } from './projectWords';

const useStyles = makeStyles(theme => ({
  root: { padding: theme.spacing(1.5, 2) },
  fields: { margin: 0 },
  // A key can have a hundred sources.
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    maxHeight: 240,
    overflowY: 'auto',
  },
}));

const Moment = (props: { readonly time: string; readonly by?: Reference }) => (
  <>
    <time dateTime={props.time}>{formatTime.minute(props.time)}</time>
    {props.by && (
      <>
        {' '}
        by <SubjectLink of={props.by} />
      </>
    )}
  </>
);

/** What a key lets a system do, until when, and who made it so. */
export const KeyFacts = (props: { readonly of: IngestionKey }) => {
  const classes = useStyles();
  const { of: key } = props;
  const { sources, projects, expiresAt, lastUsedAt, rotation } = key;
  return (
    <PageSection title="Details">
      <Paper className={classes.root}>
        <dl className={classes.fields}>
          <Field name="Sources">
            <ul className={classes.list}>
              {sources.map(source => (
                <li key={source}>
                  <bdi>{source}</bdi>
                </li>
              ))}
            </ul>
          </Field>
          <Field name="Projects">
            {projects === 'any' || projects.length === 0 ? (
              projectWords(projects)
            ) : (
              <ul className={classes.list}>
                {projects.map(project => (
                  <li key={project}>
                    <ProjectLink project={project} />
                  </li>
                ))}
              </ul>
            )}
          </Field>
          <Field name="People">
            {key.mayNamePeople
              ? 'A person of the portal that it names is recorded as that person'
              : 'A person that it names is recorded as a name that the system claims'}
          </Field>
          <Field name="Rate">
            {key.requestsPerMinute.toLocaleString()} requests per minute
          </Field>
          <Field name="Expires">
            {expiresAt ? <Moment time={expiresAt} /> : 'Never'}
          </Field>
          <Field name="Last used">
            {lastUsedAt ? <Moment time={lastUsedAt} /> : 'Never'}
          </Field>
          <Field name="Token">
            begins with <code>{key.tokenBeginning}</code>
          </Field>
          <Field name="Created">
            <Moment time={key.createdAt} by={key.createdBy} />
          </Field>
          <Field name="Changed">
            {key.updatedAt && (
              <Moment time={key.updatedAt} by={key.updatedBy} />
            )}
          </Field>
          <Field name="Rotated">
            {rotation && <Moment time={rotation.at} by={rotation.by} />}
          </Field>
          <Field name="Revoked">
            {key.revokedAt && (
              <Moment time={key.revokedAt} by={key.revokedBy} />
            )}
          </Field>
        </dl>
      </Paper>
    </PageSection>
  );
};
