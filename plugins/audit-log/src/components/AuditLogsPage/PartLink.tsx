// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import type { ReactNode } from 'react';
import { Link as RouterLink } from 'react-router-dom';

/** The way from the list to another part of Audit Logs. */
export const PartLink = (props: {
  readonly to: string;
  readonly icon: ReactNode;
  readonly children: string;
}) => (
  <Button
    style={{ height: 40, textTransform: 'none' }}
    startIcon={props.icon}
    component={RouterLink}
    // Material UI would make a button of it.
    role={undefined}
    to={props.to}
  >
    {props.children}
  </Button>
);
