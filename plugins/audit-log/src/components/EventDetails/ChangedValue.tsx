// SPDX-License-Identifier: Apache-2.0
import Typography from '@material-ui/core/Typography';
import type { ReactNode } from 'react';
import type { CommonParts } from './commonParts';
import { JsonTree } from './JsonTree';
import { LongText } from './LongText';

/** What is kept of one side of a change, and what is not. */
export interface ChangedValueProps {
  /** Undefined where there was or is none. */
  readonly value: unknown;
  /** Of a text that begins and ends as on the other side. */
  readonly common?: CommonParts;
  readonly isRedacted: boolean;
  readonly isCut: boolean;
  /** JSON Pointer to it in the event, and the pointers to what has been erased. */
  readonly pointer: string;
  readonly erased?: readonly string[];
}

const Note = (props: { readonly children: ReactNode }) => (
  <Typography variant="caption" color="textSecondary" component="div">
    {props.children}
  </Typography>
);

const Value = ({
  value,
  common = { start: 0, end: 0 },
  pointer,
  erased,
}: Pick<ChangedValueProps, 'value' | 'common' | 'pointer' | 'erased'>) => {
  if (value === '') {
    return <Note>empty text</Note>;
  }
  if (typeof value !== 'string') {
    return <JsonTree value={value} pointer={pointer} erased={erased} />;
  }
  const { start, end } = common;
  return (
    <>
      {start > 0 && <Note>{start.toLocaleString()} characters alike</Note>}
      <LongText text={value.slice(start, value.length - end)} />
      {end > 0 && <Note>{end.toLocaleString()} characters alike</Note>}
    </>
  );
};

/** A field as it was before or after. */
export const ChangedValue = (props: ChangedValueProps) => {
  const { value, common, isRedacted, isCut, pointer, erased } = props;
  return (
    <>
      {value === undefined ? (
        <Note>not there</Note>
      ) : (
        <Value
          value={value}
          common={common}
          pointer={pointer}
          erased={erased}
        />
      )}
      {isRedacted && <Note>Taken out, because it looks like a secret</Note>}
      {isCut && <Note>Cut short, because it was too large</Note>}
    </>
  );
};
