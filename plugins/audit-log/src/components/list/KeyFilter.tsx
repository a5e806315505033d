// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import { useCallback } from 'react';
import { accessControlApiRef } from '../../accessApi';
import { useKey } from '../../requests/useKey';
import { NamedFilter } from './NamedFilter';

const STYLE = { width: 240 };
const WORDS = {
  none: 'No key of this name',
  failed: 'The keys could not be searched',
};

/** Narrows a list to what came with one ingestion key. */
export const KeyFilter = (props: {
  /** Id of the key. */
  readonly value: string | undefined;
  readonly onChange: (key: string | undefined) => void;
}) => {
  const api = useApi(accessControlApiRef);
  const find = useCallback(
    async (q: string | undefined, signal: AbortSignal) => {
      const { items } = await api.listIngestionKeys({ q, limit: 50, signal });
      return items.map(({ id, name, tokenBeginning }) => ({
        key: id,
        title: name,
        detail: tokenBeginning,
      }));
    },
    [api],
  );
  return (
    <NamedFilter
      {...props}
      label="Key"
      style={STYLE}
      words={WORDS}
      find={find}
      useOne={useKey}
    />
  );
};
