// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type { Member } from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { accessControlApiRef } from '../../accessApi';
import { shortReference } from '../labels/reference';
import { SearchPicker } from './SearchPicker';

/** Picks people, by name or e-mail address. */
export const MemberPicker = (props: {
  readonly value: readonly Member[];
  readonly onChange: (members: readonly Member[]) => void;
  readonly error?: string;
}) => {
  const api = useApi(accessControlApiRef);
  const load = useCallback(
    (q: string | undefined, signal: AbortSignal) =>
      api.listMembers({ q, limit: 50, signal }),
    [api],
  );
  return (
    <SearchPicker
      label="Members"
      placeholder="Name or e-mail address"
      value={props.value}
      onChange={props.onChange}
      load={load}
      keyOf={({ ref }) => ref}
      titleOf={({ title }) => title}
      detailOf={({ ref, email }) => email ?? shortReference(ref)}
      error={props.error}
    />
  );
};
