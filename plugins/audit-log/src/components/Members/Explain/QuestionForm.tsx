// SPDX-License-Identifier: Apache-2.0
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import type { PermissionList } from 'backstage-plugin-audit-log-common';
import { ProjectPicker } from '../../access/ProjectPicker';
import { dayInput, lastMoment } from '../../../view/lastMoment';
import { PermissionPicker } from './PermissionPicker';
import type { Question } from './question';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1.5),
    alignItems: 'start',
    gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 1fr) 180px',
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
}));

/** What to explain: a permission, for which project, and as of when. */
export const QuestionForm = (props: {
  readonly permissions: PermissionList | undefined;
  readonly question: Question;
  readonly onAsk: (question: Question) => void;
}) => {
  const classes = useStyles();
  const { permissions, question, onAsk } = props;
  const today = dayInput(new Date().toISOString());
  return (
    <div className={classes.root}>
      <PermissionPicker
        permissions={permissions}
        value={question.permission}
        onChange={permission => onAsk({ ...question, permission })}
      />
      <ProjectPicker
        value={question.project}
        onChange={project => onAsk({ ...question, project })}
      />
      <TextField
        id="access-control-as-of"
        label="As of the end of"
        type="date"
        size="small"
        variant="outlined"
        value={dayInput(question.asOf)}
        onChange={({ target }) =>
          onAsk({
            ...question,
            // The end of today is yet to come: that is now.
            asOf: target.value < today ? lastMoment(target.value) : undefined,
          })
        }
        inputProps={{ max: today }}
        InputLabelProps={{ shrink: true }}
        helperText="Empty: now"
      />
    </div>
  );
};
