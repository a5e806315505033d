// SPDX-License-Identifier: Apache-2.0
import Chip from '@material-ui/core/Chip';
import type SvgIcon from '@material-ui/core/SvgIcon';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles, useTheme } from '@material-ui/core/styles';

const useStyles = makeStyles({
  // Backstage's theme gives chips a margin, for rows of them.
  root: { margin: 0, backgroundColor: 'transparent' },
});

export interface ChipLabel {
  readonly title: string;
  readonly meaning: string;
  readonly Icon?: typeof SvgIcon;
  readonly color?: 'ok' | 'error' | 'warning' | 'aborted' | 'running';
}

/** Where something stands: a word, and a shape if it has one; the color only helps. */
export const LabelChip = (props: { readonly label: ChipLabel }) => {
  const classes = useStyles();
  const { palette } = useTheme();
  const { title, meaning, Icon, color } = props.label;
  return (
    <Tooltip title={meaning}>
      <Chip
        size="small"
        variant="outlined"
        component="span"
        className={classes.root}
        label={title}
        icon={
          Icon && (
            <Icon
              style={{ color: color && palette.status[color] }}
              aria-hidden
            />
          )
        }
      />
    </Tooltip>
  );
};
