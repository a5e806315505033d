// SPDX-License-Identifier: Apache-2.0
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import {
  REGISTRY_LABELS,
  type AuditEvent,
} from 'backstage-plugin-audit-log-common';
import { useAuditLogPaths } from '../../navigation/useAuditLogPaths';
import { GuideLink } from '../states/GuideLink';

const useStyles = makeStyles(theme => ({
  root: {
    marginBottom: theme.spacing(2.5),
    overflowWrap: 'anywhere',
    '& p': { margin: theme.spacing(0, 0, 1) },
  },
}));

/** What it means that an event is not as the registry of event types has it, and what can be done about it. */
export const RegistryNotices = (props: { readonly event: AuditEvent }) => {
  const classes = useStyles();
  const { action, plugin, labels = [] } = props.event;
  const coverage = useAuditLogPaths()?.coverage(action);
  return (
    <>
      {labels.includes(REGISTRY_LABELS.undeclared) && (
        <Alert severity="info" variant="outlined" className={classes.root}>
          <AlertTitle>Nobody has declared this action</AlertTitle>
          <p>
            The plugin <strong>{plugin}</strong> has not told the audit log what{' '}
            <code>{action}</code> means, so its title is made of its name. What
            happened is on record all the same. Whoever maintains the plugin can
            declare it, with a title, a description and what to expect in it.
          </p>
          <GuideLink name="declare-events" />
        </Alert>
      )}
      {labels.includes(REGISTRY_LABELS.unexpectedMeta) && (
        <Alert severity="info" variant="outlined" className={classes.root}>
          <AlertTitle>The details are not as declared</AlertTitle>
          <p>
            The plugin <strong>{plugin}</strong> has declared what to expect in
            the details of this action, and those of this event are different.
            They are on record as they came. Whoever maintains the plugin can
            correct what it reports, or what it declares.
          </p>
          {coverage && <Link to={coverage}>See what is different</Link>}
        </Alert>
      )}
    </>
  );
};
