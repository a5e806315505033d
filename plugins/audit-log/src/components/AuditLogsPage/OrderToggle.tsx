// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import NewestIcon from '@material-ui/icons/ArrowDownward';
import OldestIcon from '@material-ui/icons/ArrowUpward';
import type { EventOrder } from 'backstage-plugin-audit-log-common';

/** Newest or oldest first. */
export const OrderToggle = (props: {
  readonly order: EventOrder;
  readonly onOrder: (order: 'newest' | 'oldest') => void;
}) => {
  const isOldest = props.order === 'oldest';
  return (
    <Button
      size="small"
      startIcon={isOldest ? <OldestIcon /> : <NewestIcon />}
      title={isOldest ? 'Show newest first' : 'Show oldest first'}
      onClick={() => props.onOrder(isOldest ? 'newest' : 'oldest')}
    >
      {isOldest ? 'Oldest first' : 'Newest first'}
    </Button>
  );
};
