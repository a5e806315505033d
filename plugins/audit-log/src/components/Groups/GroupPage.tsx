// SPDX-License-Identifier: Apache-2.0
import { useParams } from 'react-router-dom';
import { useGroup } from '../../requests/useGroup';
import { SubjectPage } from '../access/SubjectPage';
import { useOwnAccess } from '../access/OwnAccess';
import { EditGroup } from './EditGroup';
import { EditGroupButton } from './EditGroupButton';
import { GroupOverview } from './GroupOverview';
import { useEditedPart } from './useEditedPart';

/** A group with its details, and the way to change it. */
export const GroupPage = () => {
  const { ref = '' } = useParams();
  const group = useGroup(ref);
  const { canManage } = useOwnAccess();
  const [part, setPart] = useEditedPart();
  const isEditing = canManage && part !== undefined;
  return (
    <SubjectPage
      what="group"
      tab="groups"
      request={group}
      actions={
        <EditGroupButton
          isEditing={isEditing}
          canManage={canManage}
          onEdit={() => setPart('details')}
          onDone={() => setPart(undefined)}
        />
      }
    >
      {value =>
        isEditing ? (
          <EditGroup
            group={value}
            part={part}
            onPart={setPart}
            onChanged={group.retry}
          />
        ) : (
          <GroupOverview group={value} />
        )
      }
    </SubjectPage>
  );
};
