// SPDX-License-Identifier: Apache-2.0
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import { makeStyles } from '@material-ui/core/styles';
import { useElementId } from '../../view/useElementId';

const useStyles = makeStyles(theme => ({
  inside: { paddingLeft: theme.spacing(4) },
  label: { margin: 0, alignItems: 'flex-start' },
  checkbox: { padding: theme.spacing(0.5, 1, 0.5, 0.5) },
  words: {
    minWidth: 0,
    paddingTop: theme.spacing(0.75),
    overflowWrap: 'anywhere',
    fontSize: theme.typography.body2.fontSize,
    lineHeight: 1.43,
  },
  detail: {
    display: 'block',
    color: theme.palette.text.secondary,
    fontSize: theme.typography.caption.fontSize,
  },
}));

/** One of the things that can be picked; where it cannot, why not. */
export const PickerOption = (props: {
  readonly title: string;
  readonly detail?: string;
  readonly reasonAgainst?: string;
  readonly isPicked: boolean;
  /** Whether a part of it is picked, when it is not. */
  readonly isPartlyPicked?: boolean;
  /** Whether it comes with another, so that it can only be taken back with that. */
  readonly isFixed?: boolean;
  /** Whether it is a part of the one before. */
  readonly isInside?: boolean;
  readonly onToggle: () => void;
}) => {
  const classes = useStyles();
  const { title, detail, reasonAgainst, isPicked, isFixed = false } = props;
  const id = useElementId('option');
  return (
    <li className={props.isInside ? classes.inside : undefined}>
      <FormControlLabel
        className={classes.label}
        control={
          <Checkbox
            size="small"
            color="primary"
            className={classes.checkbox}
            checked={isPicked}
            indeterminate={props.isPartlyPicked && !isPicked}
            // What was picked before can always be taken back.
            disabled={isFixed || (reasonAgainst !== undefined && !isPicked)}
            onChange={props.onToggle}
            inputProps={{
              'aria-labelledby': id,
              'aria-describedby': `${id}-detail`,
            }}
          />
        }
        label={
          <span className={classes.words}>
            <bdi id={id}>{title}</bdi>
            <span id={`${id}-detail`}>
              {detail && <bdi className={classes.detail}>{detail}</bdi>}
              {reasonAgainst && (
                <span className={classes.detail}>{reasonAgainst}</span>
              )}
            </span>
          </span>
        }
      />
    </li>
  );
};
