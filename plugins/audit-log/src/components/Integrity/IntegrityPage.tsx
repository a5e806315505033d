// SPDX-License-Identifier: Apache-2.0
import { Link, Progress } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useAuditLogPaths } from '../../navigation/useAuditLogPaths';
import { ErasuresSection } from '../Erasures/ErasuresSection';
import { RecordingSection } from '../Recording/RecordingSection';
import { GuideLink } from '../states/GuideLink';
import { LedgerSections } from './LedgerSections';
import { NoIntegrity } from './NoIntegrity';
import { useIntegrityAccess } from './useIntegrityAccess';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(3),
    // Lets long values shrink instead of widening the page.
    gridTemplateColumns: 'minmax(0, 1fr)',
    '& button': { textTransform: 'none' },
  },
}));

/** Whether the log is what was recorded, all of it, and whether recording keeps up; to each what they may see. */
export const IntegrityPage = () => {
  const classes = useStyles();
  const paths = useAuditLogPaths();
  const access = useIntegrityAccess();
  if (access.loading) {
    return <Progress />;
  }
  if (!access.canOpen) {
    return <NoIntegrity />;
  }
  return (
    <div className={classes.root}>
      {paths && <Link to={paths.root}>← All events</Link>}
      <div>
        <Typography variant="h5" component="h2" gutterBottom>
          Integrity
        </Typography>
        <Typography variant="body2">
          Events are sealed as they are recorded: the portal signs how many
          there are and what is in them, and whoever changes, removes or adds
          one afterwards, even in the database itself, is found out.
        </Typography>
        <Typography variant="body2">
          <GuideLink name="verify-the-trail" />
        </Typography>
      </div>
      {access.canVerify && <LedgerSections />}
      {access.canConfigure && <RecordingSection />}
      {access.canErase && <ErasuresSection />}
    </div>
  );
};
