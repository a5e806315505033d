// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { accessControlApiRef } from '../../accessApi';
import { useAccessPaths } from '../../navigation/useAccessPaths';
import { NAME_FIELDS, NameFields } from '../access/NameFields';
import { FormDialog } from '../dialogs/FormDialog';

/** Creates a local group, and goes to where its members and roles are added. */
export const CreateGroupDialog = (props: { readonly onClose: () => void }) => {
  const api = useApi(accessControlApiRef);
  const navigate = useNavigate();
  const paths = useAccessPaths();
  const [group, setGroup] = useState({ name: '', description: '' });

  const create = async () => {
    const { ref } = await api.createGroup({
      name: group.name.trim(),
      description: group.description.trim(),
    });
    if (paths) {
      // In place of the open dialog, so that the way back leads to where it was opened.
      navigate(`${paths.group(ref)}?edit=members`, { replace: true });
    } else {
      props.onClose();
    }
  };

  return (
    <FormDialog
      title="Create group"
      action="Create"
      isComplete={group.name.trim() !== ''}
      fieldNames={NAME_FIELDS}
      onSubmit={create}
      onClose={props.onClose}
    >
      {errors => (
        <>
          <Typography variant="body2" color="textSecondary">
            A local group: its members are kept here, not in the catalog.
          </Typography>
          <NameFields
            of="group"
            focusesName
            descriptionHint="What the group is for"
            value={group}
            onChange={setGroup}
            errors={errors}
          />
        </>
      )}
    </FormDialog>
  );
};
