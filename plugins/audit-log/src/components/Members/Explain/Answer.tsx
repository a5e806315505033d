// SPDX-License-Identifier: Apache-2.0
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Explanation,
  MemberDetails,
} from 'backstage-plugin-audit-log-common';
import { formatTime } from '../../labels/formatTime';
import { AccessPaths } from '../AccessPaths';
import { AnswerSentence } from './AnswerSentence';
import { Remedies } from './Remedies';

const useStyles = makeStyles(theme => ({
  root: { '& > * + *': { marginTop: theme.spacing(1.5) } },
}));

/** Whether a person has a permission, in one sentence; then the other ways, or what to do about it. */
export const Answer = (props: {
  readonly member: MemberDetails;
  readonly explanation: Explanation;
  readonly isPast: boolean;
  readonly onChanged: () => void;
}) => {
  const classes = useStyles();
  const { member, explanation, isPast, onChanged } = props;
  const { paths, elsewhere = [], asOf, knownSince } = explanation;
  const others = paths.slice(1);
  return (
    <div className={classes.root}>
      <Typography component="p">
        <AnswerSentence
          name={member.title}
          explanation={explanation}
          isPast={isPast}
        />
      </Typography>
      {knownSince && Date.parse(asOf) < Date.parse(knownSince) && (
        <Typography variant="body2" color="textSecondary">
          Before {formatTime.minute(knownSince)}, nothing about this person is
          known.
        </Typography>
      )}
      {others.length > 0 && (
        <>
          <Typography variant="subtitle2" component="h4">
            Also in {others.length === 1 ? 'this way' : 'these ways'}
          </Typography>
          <AccessPaths paths={others} />
        </>
      )}
      {elsewhere.length > 0 && (
        <>
          <Typography variant="subtitle2" component="h4">
            For other projects
          </Typography>
          <AccessPaths paths={elsewhere} />
        </>
      )}
      {!explanation.allowed && explanation.remedies.length > 0 && (
        <Remedies
          member={member}
          permission={explanation.permission}
          remedies={explanation.remedies}
          onChanged={onChanged}
        />
      )}
    </div>
  );
};
