// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { auditLogReadPermission } from 'backstage-plugin-audit-log-common';
import { Link as RouterLink } from 'react-router-dom';
import { useAccessPaths } from '../../navigation/useAccessPaths';
import { useQuarantine } from '../../requests/useQuarantine';
import { useOwnAccess } from '../access/OwnAccess';

const ONE: Parameters<typeof useQuarantine>[0] = { limit: 1 };

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  view: { textTransform: 'none', '&[aria-current]': { fontWeight: 700 } },
}));

/** With how many events are held. */
const HeldCount = () => {
  const held = useQuarantine(ONE).value?.total;
  return <>{held !== undefined && ` (${held.toLocaleString()})`}</>;
};

/**
 * The two views of Keys. How many events are held is not asked without the permission it takes: each question would be a
 * refusal on record.
 */
export const KeyViews = (props: {
  readonly current: 'keys' | 'quarantine';
}) => {
  const classes = useStyles();
  const paths = useAccessPaths();
  const { value, missing } = useOwnAccess();
  const mayRead = value && missing([auditLogReadPermission.name]).length === 0;
  if (!paths) {
    return null;
  }
  const views = [
    { name: 'keys', title: 'Keys', to: paths.tab('keys') },
    {
      name: 'quarantine',
      title: <>Quarantine{mayRead && <HeldCount />}</>,
      to: paths.quarantine(),
    },
  ];
  return (
    <nav aria-label="Views of Keys" className={classes.root}>
      {views.map(({ name, title, to }) => (
        <Button
          key={name}
          size="small"
          className={classes.view}
          variant={name === props.current ? 'outlined' : 'text'}
          color={name === props.current ? 'primary' : 'default'}
          component={RouterLink}
          to={to}
          // Material UI takes all but a plain anchor for a button.
          role={undefined}
          aria-current={name === props.current ? 'page' : undefined}
        >
          {title}
        </Button>
      ))}
    </nav>
  );
};
