// SPDX-License-Identifier: Apache-2.0
import { useReducer } from 'react';
import { useParams } from 'react-router-dom';
import { useMember } from '../../requests/useMember';
import { useOwnAccess } from '../access/OwnAccess';
import { SubjectPage } from '../access/SubjectPage';
import { AssignedRoles } from '../Assignments/AssignedRoles';
import { AdministratorMark } from './AdministratorMark';
import { EffectivePermissions } from './EffectivePermissions';
import { Explain } from './Explain/Explain';
import { MemberFacts } from './MemberFacts';
import { Memberships } from './Memberships';

/** A person: what they may do, why, and the ways to change it. */
export const MemberPage = () => {
  const { ref = '' } = useParams();
  const member = useMember(ref);
  const { canManage, value: own } = useOwnAccess();
  // What is explained changes with the roles.
  const [changes, count] = useReducer((before: number) => before + 1, 0);
  const onChanged = () => {
    member.retry();
    count();
  };
  return (
    <SubjectPage
      what="member"
      tab="members"
      request={member}
      mark={member.value?.administrator && <AdministratorMark />}
    >
      {value => (
        <>
          <MemberFacts member={value} />
          <Explain member={value} changes={changes} onChanged={onChanged} />
          <AssignedRoles
            title="Roles of their own"
            subject={value}
            assignments={value.assignments}
            canChange={canManage}
            isOwnAccess={own?.member.ref === value.ref}
            emptyHint={
              canManage
                ? 'Roles are easier to keep track of on groups. Where none fits, add one here.'
                : 'What they may do comes from their groups.'
            }
            whoLoses={`${value.title} loses`}
            onChanged={onChanged}
          />
          <Memberships memberships={value.memberships} />
          <EffectivePermissions permissions={value.permissions} />
        </>
      )}
    </SubjectPage>
  );
};
