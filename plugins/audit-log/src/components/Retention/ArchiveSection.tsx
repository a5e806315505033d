// SPDX-License-Identifier: Apache-2.0
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import type { Retention } from 'backstage-plugin-audit-log-common';
import { PageSection } from '../access/PageSection';
import { Field } from '../EventDetails/Field';
import { formatTime } from '../labels/formatTime';

const KINDS: Readonly<Record<Retention['archive']['kind'], string>> = {
  directory: 'A directory of the backend',
  s3: 'An S3 bucket',
};

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1.5),
    gridTemplateColumns: 'minmax(0, 1fr)',
    padding: theme.spacing(1.5, 2),
    overflowWrap: 'anywhere',
  },
  facts: { margin: 0 },
}));

/** Where the archive is, and whether it is as it should be. */
export const ArchiveSection = (props: {
  readonly of: Retention['archive'];
}) => {
  const classes = useStyles();
  const { kind, location, period, unknownFiles, problem, problemSince } =
    props.of;
  return (
    <PageSection title="Archive">
      <Paper className={classes.root}>
        {unknownFiles > 0 && (
          <Alert severity="warning" variant="outlined" role="note">
            {unknownFiles === 1
              ? 'A file lies there that is not of this ledger. It is'
              : `${unknownFiles.toLocaleString()} files lie there that are not of this ledger. They are`}{' '}
            neither read nor removed.
          </Alert>
        )}
        <dl className={classes.facts}>
          <Field name="Kind">{KINDS[kind]}</Field>
          <Field name="Where">
            <code>{location}</code>
          </Field>
          <Field name="State">
            {problem
              ? `Cannot be used${
                  problemSince
                    ? ` since ${formatTime.minute(problemSince)}`
                    : ''
                }: ${problem}`
              : 'Can be used'}
          </Field>
          <Field name="A file has">
            {period === 'day'
              ? 'The events of a day, in UTC'
              : 'The events of a month, in UTC'}
          </Field>
        </dl>
      </Paper>
    </PageSection>
  );
};
