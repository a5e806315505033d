// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import FormHelperText from '@material-ui/core/FormHelperText';
import type { MemberDetails } from 'backstage-plugin-audit-log-common';
import { messageOf } from '../../../requests/messageOf';
import { RemedyDialog } from './RemedyDialog';
import { remedyText, type Remedy } from './remedyText';
import { useRemedy } from './useRemedy';

/** One way to give a person a permission: opens the dialog that does it, filled in. */
export const RemedyButton = (props: {
  readonly member: MemberDetails;
  readonly permission: string;
  readonly remedy: Remedy;
  readonly isShortest: boolean;
  readonly onChanged: () => void;
}) => {
  const { member, permission, remedy, isShortest, onChanged } = props;
  const { prepared, prepare, dismiss } = useRemedy(remedy, permission);
  return (
    <>
      <Button
        variant={isShortest ? 'contained' : 'outlined'}
        color={isShortest ? 'primary' : 'default'}
        disabled={prepare.isRunning}
        onClick={prepare.run}
      >
        {remedyText(remedy, member.title, permission)}
      </Button>
      {prepare.error && (
        <FormHelperText error role="alert">
          {messageOf(prepare.error)}
        </FormHelperText>
      )}
      {prepared && (
        <RemedyDialog
          member={member}
          prepared={prepared}
          onDone={onChanged}
          onClose={dismiss}
        />
      )}
    </>
  );
};
