// SPDX-License-Identifier: Apache-2.0
import { Content } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { AuditLogsPage } from './AuditLogsPage';

// The header above already keeps its distance.
const useStyles = makeStyles({
  main: { minWidth: 0 },
  root: { paddingTop: 0 },
});

/** The page under the header that the new frontend system puts above it. */
export const AuditLogsContent = () => {
  const classes = useStyles();
  return (
    <main className={classes.main}>
      <Content className={classes.root}>
        <AuditLogsPage />
      </Content>
    </main>
  );
};
