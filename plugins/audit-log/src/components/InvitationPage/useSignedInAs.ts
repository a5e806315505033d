// SPDX-License-Identifier: Apache-2.0
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useCallback } from 'react';
import { useRequest } from '../../requests/useRequest';
import { shortReference } from '../labels/reference';

/** Whom the person is signed in as, as well as it is known: name and address. */
export function useSignedInAs(): string | undefined {
  const identityApi = useApi(identityApiRef);
  const request = useCallback(async () => {
    const [{ userEntityRef }, { displayName, email }] = await Promise.all([
      identityApi.getBackstageIdentity(),
      identityApi.getProfileInfo(),
    ]);
    const name = displayName ?? shortReference(userEntityRef);
    return email ? `${name} (${email})` : name;
  }, [identityApi]);
  return useRequest(request).value;
}
