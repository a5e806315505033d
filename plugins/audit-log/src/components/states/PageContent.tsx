// SPDX-License-Identifier: Apache-2.0
import { Content } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

// The header above already keeps its distance.
const useStyles = makeStyles({
  main: { minWidth: 0 },
  root: { paddingTop: 0 },
});

/** What lies under the header of a page in the new frontend system. */
export const PageContent = (props: { readonly children: ReactNode }) => {
  const classes = useStyles();
  return (
    <main className={classes.main}>
      <Content className={classes.root}>{props.children}</Content>
    </main>
  );
};
