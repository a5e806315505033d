// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import { useState } from 'react';

/** How much of a text is shown at first. */
const SHORT = 400;

/** A text whose end is shown on demand when it is long. */
export const LongText = (props: { readonly text: string }) => {
  const { text } = props;
  const [isWhole, setIsWhole] = useState(false);
  if (text.length <= SHORT) {
    return <bdi dir="auto">{text}</bdi>;
  }
  return (
    <>
      <bdi dir="auto">{isWhole ? text : `${text.slice(0, SHORT)}…`}</bdi>{' '}
      <Button
        size="small"
        aria-expanded={isWhole}
        onClick={() => setIsWhole(!isWhole)}
      >
        {isWhole
          ? 'Show less'
          : `Show all ${text.length.toLocaleString()} characters`}
      </Button>
    </>
  );
};
