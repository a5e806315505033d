// SPDX-License-Identifier: Apache-2.0
import { useMember } from '../../requests/useMember';
import { useOwnAccess } from '../access/OwnAccess';

/** Whether the person who looks at the page has a role, in whatever way; false until that is known. */
export function useHasRole(id: string): boolean {
  const { value: own } = useOwnAccess();
  const { value: member } = useMember(own?.member.ref);
  return member?.roles.some(({ role }) => role.ref === `role:${id}`) ?? false;
}
