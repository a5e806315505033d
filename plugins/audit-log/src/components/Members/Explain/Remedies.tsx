// SPDX-License-Identifier: Apache-2.0
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Explanation,
  MemberDetails,
} from 'backstage-plugin-audit-log-common';
import { useOwnAccess } from '../../access/OwnAccess';
import { RemedyButton } from './RemedyButton';
import { remedyText } from './remedyText';

/** How many ways are offered; the first is the shortest. */
const OFFERED = 3;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    listStyle: 'none',
    margin: theme.spacing(1, 0, 0),
    padding: 0,
  },
}));

/** The ways to give a person what they lack, as buttons; for those who may not, what to ask for. */
export const Remedies = (props: {
  readonly member: MemberDetails;
  readonly permission: string;
  readonly remedies: Explanation['remedies'];
  readonly onChanged: () => void;
}) => {
  const classes = useStyles();
  const { member, permission, remedies, onChanged } = props;
  const { canManage } = useOwnAccess();
  if (!canManage) {
    return (
      <Typography>
        Somebody who may change access can:{' '}
        {remedyText(remedies[0], member.title, permission)}.
      </Typography>
    );
  }
  return (
    <div>
      <Typography variant="subtitle2" component="h4">
        To give it to them
      </Typography>
      <ul aria-label="Ways to give it" className={classes.root}>
        {remedies.slice(0, OFFERED).map((remedy, index) => (
          <li key={remedyText(remedy, member.title, permission)}>
            <RemedyButton
              member={member}
              permission={permission}
              remedy={remedy}
              isShortest={index === 0}
              onChanged={onChanged}
            />
          </li>
        ))}
      </ul>
    </div>
  );
};
