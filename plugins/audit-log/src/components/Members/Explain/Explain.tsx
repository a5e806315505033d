// SPDX-License-Identifier: Apache-2.0
import LinearProgress from '@material-ui/core/LinearProgress';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { MemberDetails } from 'backstage-plugin-audit-log-common';
import { useEffect } from 'react';
import { useExplanation } from '../../../requests/useExplanation';
import { usePermissions } from '../../../requests/usePermissions';
import { PageSection } from '../../access/PageSection';
import { CopyButton } from '../../EventDetails/CopyButton';
import { LoadFailure } from '../../states/LoadFailure';
import { Answer } from './Answer';
import { QuestionForm } from './QuestionForm';
import { useQuestion } from './useQuestion';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1fr)',
    padding: theme.spacing(2),
  },
}));

/** Says why a person may do something or not, now or on a past day, and offers to let them. */
export const Explain = (props: {
  readonly member: MemberDetails;
  /** Rises whenever something changed that the answer could depend on. */
  readonly changes: number;
  readonly onChanged: () => void;
}) => {
  const classes = useStyles();
  const { member, changes, onChanged } = props;
  const { question, ask } = useQuestion();
  const permissions = usePermissions();
  const explanation = useExplanation(member.ref, question);
  const { value, error, loading, retry } = explanation;
  useEffect(() => {
    if (changes > 0) {
      retry();
    }
  }, [changes, retry]);

  return (
    <PageSection
      title="Explain"
      actions={
        question.permission && (
          <CopyButton
            isLink
            label="Copy link to this question"
            text={() => window.location.href}
          />
        )
      }
    >
      <Paper className={classes.root}>
        <Typography variant="body2" color="textSecondary">
          Pick a permission to see whether {member.title} has it, and why.
        </Typography>
        {permissions.error && (
          <LoadFailure
            what="the permissions"
            error={permissions.error}
            onRetry={permissions.retry}
          />
        )}
        <QuestionForm
          permissions={permissions.value}
          question={question}
          onAsk={ask}
        />
        {error && (
          <LoadFailure what="the explanation" error={error} onRetry={retry} />
        )}
        {loading && <LinearProgress aria-label="Finding out why" />}
        <div aria-live="polite">
          {value && question.permission && !error && !loading && (
            <Answer
              member={member}
              explanation={value}
              isPast={question.asOf !== undefined}
              onChanged={onChanged}
            />
          )}
        </div>
      </Paper>
    </PageSection>
  );
};
