// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { useEffect, useRef } from 'react';
import { ChangedFields } from './ChangedFields';

/** What is different between two versions of something; of what was added there is no before. */
export interface ChangedField {
  readonly title: string;
  readonly before: string;
  readonly now: string;
}

/** Somebody else was faster: what they changed, and the ways on. */
export const ConflictNotice = (props: {
  /** What was changed, such as role. */
  readonly what: string;
  readonly changed: readonly ChangedField[];
  readonly onTakeTheirs: () => void;
}) => {
  const notice = useRef<HTMLDivElement>(null);
  // A form can be long, and the button that was pressed far below.
  useEffect(() => notice.current?.scrollIntoView?.({ block: 'nearest' }), []);
  return (
    <Alert
      ref={notice}
      severity="warning"
      variant="outlined"
      action={
        <Button color="inherit" size="small" onClick={props.onTakeTheirs}>
          Use theirs
        </Button>
      }
    >
      <AlertTitle>
        Somebody else changed this {props.what} in the meantime
      </AlertTitle>
      <ChangedFields of={props.changed} />
      Save again to replace their change with yours.
    </Alert>
  );
};
