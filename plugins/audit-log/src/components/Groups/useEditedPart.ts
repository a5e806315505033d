// SPDX-License-Identifier: Apache-2.0
import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** The parts of a group that can be changed, each on a tab of its own. */
export const GROUP_PARTS = [
  { name: 'details', title: 'Details' },
  { name: 'roles', title: 'Roles' },
  { name: 'members', title: 'Members' },
] as const;

export type GroupPart = (typeof GROUP_PARTS)[number]['name'];

/** The part that is being changed, as the URL says; undefined when the group is only looked at. */
export function useEditedPart(): readonly [
  GroupPart | undefined,
  (part: GroupPart | undefined) => void,
] {
  const [params, setParams] = useSearchParams();
  const edit = params.get('edit');
  const part = GROUP_PARTS.find(({ name }) => name === edit)?.name;
  const setPart = useCallback(
    (next: GroupPart | undefined) => setParams(next ? { edit: next } : {}),
    [setParams],
  );
  return [part, setPart];
}
