// SPDX-License-Identifier: Apache-2.0
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { IngestionKey } from 'backstage-plugin-audit-log-common';
import { useAccessPaths } from '../../navigation/useAccessPaths';
import { useOptionalRouteRef } from '../../navigation/useOptionalRouteRef';
import { useQuarantine } from '../../requests/useQuarantine';
import { rootRouteRef } from '../../routes';
import { keyView } from '../../view/keyView';
import { viewToParams } from '../../view/viewToParams';
import { PageSection } from '../access/PageSection';

const useStyles = makeStyles(theme => ({
  root: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gap: theme.spacing(0.5),
    fontSize: theme.typography.body2.fontSize,
  },
}));

/** Where to find what came through a key, what was held, and what was done with the key itself. */
export const KeyRecords = (props: { readonly of: IngestionKey }) => {
  const classes = useStyles();
  const { id } = props.of;
  const auditLogs = useOptionalRouteRef(rootRouteRef)?.();
  const paths = useAccessPaths();
  const held = useQuarantine({ key: id, limit: 1 }).value?.total;
  const at = (about: 'through' | 'of') =>
    `${auditLogs}?${viewToParams(keyView(id, about))}`;
  return (
    <PageSection title="Where it is used">
      <ul className={classes.root}>
        {auditLogs && (
          <>
            <li>
              <Link to={at('through')}>Events that came through it</Link>
            </li>
            <li>
              <Link to={at('of')}>
                What was done with the key, and when it was refused
              </Link>
            </li>
          </>
        )}
        {paths && held !== undefined && (
          <li>
            {held === 0 ? (
              'No event that came with it is held'
            ) : (
              <Link to={`${paths.quarantine()}?key=${id}`}>
                Held in the quarantine: {held.toLocaleString()}
              </Link>
            )}
          </li>
        )}
      </ul>
    </PageSection>
  );
};
