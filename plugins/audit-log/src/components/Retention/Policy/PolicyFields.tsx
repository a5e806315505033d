// SPDX-License-Identifier: Apache-2.0
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { DurationField } from '../durations/DurationField';
import type { PolicyDraft } from './PolicyDraft';
import { RulesField } from './RulesField';

const useStyles = makeStyles(theme => ({
  durations: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(240px, 1fr))',
    gap: theme.spacing(2),
  },
}));

/** How long events are kept, all and some. */
export const PolicyFields = (props: {
  readonly value: PolicyDraft;
  readonly onChange: (draft: PolicyDraft) => void;
}) => {
  const classes = useStyles();
  const { value, onChange } = props;
  return (
    <>
      <Typography variant="body2">
        Events are live first, then in the archive, which the page Audit Logs
        reads as well, only more slowly. Then they are removed for good. Months
        and years are those of the calendar, in UTC.
      </Typography>
      <div className={classes.durations}>
        <DurationField
          label="Live"
          value={value.live}
          onChange={live => onChange({ ...value, live })}
          others={[]}
          hint="In the database"
        />
        <DurationField
          label="Archive"
          value={value.archive}
          onChange={archive => onChange({ ...value, archive })}
          others={['none', 'forever']}
          hint="After that, in files"
        />
      </div>
      <RulesField value={value} onChange={onChange} />
    </>
  );
};
