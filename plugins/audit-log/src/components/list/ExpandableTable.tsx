// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import { useState } from 'react';
import { AccessTable, type AccessTableProps } from './AccessTable';

/** How many are shown at first, and how many more are not worth a button. */
const SHOWN = 12;
const SPARE = 3;

/** A list that is here whole, of which the first are shown until somebody wants to see all. */
export function ExpandableTable<T>(props: AccessTableProps<T>) {
  const { items, label } = props;
  const [isWhole, setIsWhole] = useState(false);
  const hasMore = items.length > SHOWN + SPARE;
  return (
    <>
      <AccessTable
        {...props}
        items={hasMore && !isWhole ? items.slice(0, SHOWN) : items}
      />
      {hasMore && (
        <Button
          fullWidth
          aria-expanded={isWhole}
          aria-label={`${label}: ${
            isWhole ? 'show fewer' : `show all ${items.length}`
          }`}
          onClick={() => setIsWhole(!isWhole)}
        >
          {isWhole ? 'Show fewer' : `Show all ${items.length.toLocaleString()}`}
        </Button>
      )}
    </>
  );
}
