// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import Tooltip from '@material-ui/core/Tooltip';
import EditIcon from '@material-ui/icons/Edit';

/** Begins and ends the changing of a group. */
export const EditGroupButton = (props: {
  readonly isEditing: boolean;
  readonly canManage: boolean;
  readonly onEdit: () => void;
  readonly onDone: () => void;
}) => {
  const { isEditing, canManage, onEdit, onDone } = props;
  return (
    <Tooltip
      title={
        canManage
          ? ''
          : 'You may look but not change anything. Ask an administrator for the permission access-control.manage.'
      }
    >
      <span>
        {/* The same button, so that it keeps the focus. */}
        <Button
          variant={isEditing ? 'outlined' : 'contained'}
          color={isEditing ? 'default' : 'primary'}
          startIcon={!isEditing && <EditIcon />}
          disabled={!canManage}
          onClick={isEditing ? onDone : onEdit}
        >
          {isEditing ? 'Done' : 'Edit'}
        </Button>
      </span>
    </Tooltip>
  );
};
