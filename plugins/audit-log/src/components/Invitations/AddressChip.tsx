// SPDX-License-Identifier: Apache-2.0
import { makeStyles } from '@material-ui/core/styles';
import ErrorIcon from '@material-ui/icons/ErrorOutline';
import { memo } from 'react';
import type { Address } from './addresses/addressList';

// Plain buttons: a thousand of Material UI's would each bring an effect of their own.
const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    maxWidth: '100%',
    borderRadius: 16,
    border: `1px solid ${theme.palette.divider}`,
    fontSize: '0.8125rem',
    lineHeight: 1.43,
  },
  bad: { borderColor: theme.palette.error.main, borderRadius: 4 },
  button: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    minWidth: 0,
    padding: theme.spacing(0.5, 1),
    border: 0,
    borderRadius: 16,
    font: 'inherit',
    textAlign: 'left',
    overflowWrap: 'anywhere',
    color: theme.palette.text.primary,
    background: 'none',
    cursor: 'pointer',
    '&:hover': { backgroundColor: theme.palette.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    '&:disabled': { cursor: 'default' },
  },
  icon: { fontSize: 16, flexShrink: 0, color: theme.palette.error.main },
  problem: {
    padding: theme.spacing(0, 0.5),
    color: theme.palette.text.secondary,
  },
}));

export interface AddressChipProps {
  readonly address: Address;
  readonly disabled: boolean;
  readonly onEdit: (text: string) => void;
  readonly onRemove: (text: string) => void;
}

/** One address, which can be changed and removed; one that is none says why. */
export const AddressChip = memo((props: AddressChipProps) => {
  const classes = useStyles();
  const { disabled, onEdit, onRemove } = props;
  const { text, problem } = props.address;
  return (
    <li className={`${classes.root} ${problem ? classes.bad : ''}`}>
      <button
        type="button"
        className={classes.button}
        aria-label={`Edit ${text}${problem ? `. ${problem}` : ''}`}
        disabled={disabled}
        onClick={() => onEdit(text)}
      >
        {problem && <ErrorIcon className={classes.icon} aria-hidden />}
        <bdi>{text}</bdi>
      </button>
      {problem && <span className={classes.problem}>{problem}</span>}
      <button
        type="button"
        className={classes.button}
        aria-label={`Remove ${text}`}
        disabled={disabled}
        onClick={() => onRemove(text)}
      >
        ✕
      </button>
    </li>
  );
});
