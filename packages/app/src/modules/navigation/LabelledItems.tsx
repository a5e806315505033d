// SPDX-License-Identifier: Apache-2.0
import {
  useSidebarOpenState,
  useSidebarPinState,
} from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  label: {
    color: theme.palette.navigation.color,
    padding: theme.spacing(1.5, 3, 0.5),
    textTransform: 'uppercase',
    whiteSpace: 'nowrap',
  },
}));

/**
 * Items of the sidebar under a label. Backstage's own SidebarGroup shows its label on a phone only, where this one stays
 * out of the way.
 */
export const LabelledItems = (props: {
  readonly label: string;
  readonly children: ReactNode;
}) => {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  const { isMobile } = useSidebarPinState();

  return (
    <div role="group" aria-label={props.label}>
      {isOpen && !isMobile && (
        <Typography
          variant="caption"
          component="div"
          aria-hidden
          className={classes.label}
        >
          {props.label}
        </Typography>
      )}
      {props.children}
    </div>
  );
};
