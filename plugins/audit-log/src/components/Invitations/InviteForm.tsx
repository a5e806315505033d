// SPDX-License-Identifier: Apache-2.0
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { LevelPicker } from '../access/LevelPicker';
import { LocalGroupPicker } from '../access/LocalGroupPicker';
import { RolePicker } from '../access/RolePicker';
import { FormDialog } from '../dialogs/FormDialog';
import { AddressField } from './AddressField';
import { NoMailServer } from './NoMailServer';
import { rejectWithRetryTime } from './refusalText';
import { INVITATION_FIELDS, type Offer } from './Offer';
import type { Inviting } from './useInviting';

/** Whom to invite, and what to offer. */
export const InviteForm = (props: {
  readonly inviting: Inviting;
  readonly offer: Offer;
  readonly onOffer: (offer: Offer) => void;
  readonly onInvited: () => void;
  readonly onClose: () => void;
}) => {
  const { inviting, offer, onOffer, onInvited, onClose } = props;
  const { list, changeList, progress, invite } = inviting;
  const { roles, groups, level } = offer;

  const submit = async () => {
    if (level === undefined && roles.length > 0) {
      throw new Error('level: Pick the project, or the whole organization.');
    }
    await invite({
      roles: roles.map(({ id }) => id),
      groups: groups.map(({ ref }) => ref),
      level: level ?? { kind: 'organization' },
    }).catch(rejectWithRetryTime);
    onInvited();
  };

  return (
    <FormDialog
      title="Invite members"
      action="Invite"
      fieldNames={INVITATION_FIELDS}
      maxWidth="md"
      onSubmit={submit}
      onClose={onClose}
    >
      {errors => (
        <>
          <NoMailServer isShort />
          <AddressField
            list={list}
            onChange={changeList}
            error={errors.emails}
            disabled={progress !== undefined}
          />
          <RolePicker
            value={roles}
            level={level ?? { kind: 'project', project: '' }}
            onChange={next => onOffer({ ...offer, roles: next })}
            error={errors.roles}
          />
          {roles.length > 0 && (
            <LevelPicker
              value={level}
              onChange={next => onOffer({ ...offer, level: next })}
              error={errors.level}
            />
          )}
          <LocalGroupPicker
            value={groups}
            onChange={next => onOffer({ ...offer, groups: next })}
            error={errors.groups}
          />
          {progress && (
            <div>
              <Typography variant="body2" role="status">
                Invited {progress.done.toLocaleString()} of{' '}
                {progress.total.toLocaleString()}
              </Typography>
              <LinearProgress
                variant="determinate"
                aria-label="Invited"
                value={(progress.done / progress.total) * 100}
              />
            </div>
          )}
        </>
      )}
    </FormDialog>
  );
};
