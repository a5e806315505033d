// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import { isError } from '@backstage/errors';
import type { Group, GroupDetails } from 'backstage-plugin-audit-log-common';
import { useState } from 'react';
import { accessControlApiRef } from '../../accessApi';
import { statusOf } from '../../requests/statusOf';
import { useAction } from '../../requests/useAction';
import type { Named } from '../access/NameFields';
import { changedFields } from '../dialogs/changedFields';
import type { ChangedField } from '../dialogs/ConflictNotice';

/**
 * The name and description that a local group is to have. When somebody else was faster, what they changed is shown and
 * nothing is saved; saving again then starts from their version. A version that differs in other things, such as
 * members, is no conflict.
 */
export function useGroupDraft(group: GroupDetails, onSaved: () => void) {
  const api = useApi(accessControlApiRef);
  const [base, setBase] = useState<Group>(group);
  const [draft, setDraft] = useState<Named>(draftOf(group));
  const [conflict, setConflict] = useState<readonly ChangedField[]>();
  const [isSaved, setIsSaved] = useState(false);

  const update = async (from: Group) => {
    const saved = await api.updateGroup(group.ref, from.version ?? 1, {
      name: draft.name.trim(),
      description: draft.description.trim(),
    });
    setBase(saved);
    setDraft(draftOf(saved));
    setConflict(undefined);
    setIsSaved(true);
    onSaved();
  };

  const save = useAction(async () => {
    try {
      await update(base);
    } catch (error: unknown) {
      if (!isError(error) || statusOf(error) !== 412) {
        throw error;
      }
      const theirs = await api.getGroup(group.ref);
      const changed = changedFields(draftOf(base), draftOf(theirs));
      setBase(theirs);
      if (changed.length > 0) {
        setConflict(changed);
        return;
      }
      await update(theirs);
    }
  });

  return {
    draft,
    setDraft: (next: Named) => {
      setDraft(next);
      setIsSaved(false);
    },
    conflict,
    takeTheirs: () => {
      setDraft(draftOf(base));
      setConflict(undefined);
      onSaved();
    },
    isSaved,
    save,
  };
}

function draftOf({ title, description }: Group): Named {
  return { name: title, description };
}
