// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import AddIcon from '@material-ui/icons/Add';
import type { ReactNode } from 'react';

/** The way to add something to a list. */
export const AddButton = (props: {
  readonly onClick: () => void;
  readonly children: ReactNode;
}) => (
  <Button
    variant="contained"
    color="primary"
    startIcon={<AddIcon />}
    onClick={props.onClick}
  >
    {props.children}
  </Button>
);
