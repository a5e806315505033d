// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { AddressChip, type AddressChipProps } from './AddressChip';
import type { Address } from './addresses/addressList';

/** More than fit a screen; the rest is asked for. */
const SHOWN = 50;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5),
    maxHeight: 220,
    margin: theme.spacing(1, 0, 0),
    padding: 2,
    overflowY: 'auto',
    listStyle: 'none',
  },
}));

/** A list of addresses, the first of many. */
export const AddressChips = (
  props: {
    readonly label: string;
    readonly addresses: readonly Address[];
  } & Omit<AddressChipProps, 'address'>,
) => {
  const classes = useStyles();
  const { label, addresses, disabled, onEdit, onRemove } = props;
  const [showsAll, setShowsAll] = useState(false);
  if (addresses.length === 0) {
    return null;
  }
  const shown = showsAll ? addresses : addresses.slice(0, SHOWN);
  return (
    <ul aria-label={label} className={classes.root}>
      {shown.map(address => (
        <AddressChip
          key={address.text}
          address={address}
          disabled={disabled}
          onEdit={onEdit}
          onRemove={onRemove}
        />
      ))}
      {shown.length < addresses.length && (
        <li>
          <Button size="small" onClick={() => setShowsAll(true)}>
            Show all {addresses.length.toLocaleString()}
          </Button>
        </li>
      )}
    </ul>
  );
};
