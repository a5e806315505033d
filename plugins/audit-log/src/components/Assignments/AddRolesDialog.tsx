// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type {
  MappingLevel,
  Reference,
  Role,
} from 'backstage-plugin-audit-log-common';
import { useState } from 'react';
import { accessControlApiRef } from '../../accessApi';
import { LevelPicker } from '../access/LevelPicker';
import { OwnAccessNotice } from '../access/OwnAccessNotice';
import { RolePicker } from '../access/RolePicker';
import { FormDialog } from '../dialogs/FormDialog';
import { shortReference } from '../labels/reference';

/** What a role holds is beside the roles: it is there that another one can be picked. */
const FIELDS = ['roles', 'permissions', 'level'] as const;
const ORGANIZATION: MappingLevel = { kind: 'organization' };
/** As long as the project is still to be picked. */
const SOME_PROJECT: MappingLevel = { kind: 'project', project: '' };

/** Gives roles to a group or member, at one level. */
export const AddRolesDialog = (props: {
  readonly subject: Reference;
  /** Whether the person who does it is among those who get the roles. */
  readonly isOwnAccess: boolean;
  /** What is picked from the start. */
  readonly roles?: readonly Role[];
  readonly level?: MappingLevel;
  readonly onAdded: () => void;
  readonly onClose: () => void;
}) => {
  const { subject, isOwnAccess, onAdded, onClose } = props;
  const api = useApi(accessControlApiRef);
  const [roles, setRoles] = useState<readonly Role[]>(props.roles ?? []);
  const [level, setLevel] = useState<MappingLevel | undefined>(
    props.level ?? ORGANIZATION,
  );

  const add = async () => {
    if (level) {
      await api.assignRoles({
        roles: roles.map(({ id }) => id),
        subjects: [subject.ref],
        level,
      });
      onAdded();
      onClose();
    }
  };

  return (
    <FormDialog
      title={`Add roles to ${subject.title ?? shortReference(subject.ref)}`}
      action="Add"
      isComplete={roles.length > 0 && level !== undefined}
      fieldNames={FIELDS}
      onSubmit={add}
      onClose={onClose}
    >
      {errors => (
        <>
          {isOwnAccess && <OwnAccessNotice />}
          <RolePicker
            value={roles}
            onChange={setRoles}
            level={level ?? SOME_PROJECT}
            error={errors.roles ?? errors.permissions}
          />
          <LevelPicker value={level} onChange={setLevel} error={errors.level} />
        </>
      )}
    </FormDialog>
  );
};
