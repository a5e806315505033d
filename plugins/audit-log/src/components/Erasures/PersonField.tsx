// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import type { ActorType } from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { auditLogApiRef } from '../../api';
import { useSearch } from '../../requests/useSearch';
import { useElementId } from '../../view/useElementId';

const YEAR = 365 * 86_400_000;

const ACTOR_TYPES: readonly ActorType[] = ['user'];

/** A person, or whoever else can act: one of those who are in the log, or whatever is typed. */
export const PersonField = (props: {
  readonly label?: string;
  readonly placeholder?: string;
  readonly hint?: string;
  /** Who is offered; give the same array each time. */
  readonly actorTypes?: readonly ActorType[];
  readonly value: string;
  readonly onChange: (person: string) => void;
  /** The person is chosen, or typed in full. */
  readonly onDone?: (person: string) => void;
  readonly error?: string;
}) => {
  const { value, onChange, onDone, error } = props;
  const {
    label = 'Person',
    placeholder = 'user:default/jane, or an e-mail address',
    hint = 'A reference, or an address that was recorded in its place. To erase both, do it twice.',
    actorTypes = ACTOR_TYPES,
  } = props;
  const id = useElementId('person');
  const api = useApi(auditLogApiRef);
  const { found, setTyped } = useSearch(
    useCallback(
      async (q: string | undefined, signal: AbortSignal) => {
        const summary = await api.summarize(
          {
            from: new Date(Date.now() - YEAR).toISOString(),
            include: { actorType: [...actorTypes] },
            exclude: {},
            order: 'newest',
          },
          { facets: ['actor'], facetContains: q, signal },
        );
        return summary.facets.actor.map(actor => actor.value);
      },
      [api, actorTypes],
    ),
  );
  return (
    <Autocomplete<string, false, false, true>
      freeSolo
      id={id}
      options={[...(found.value ?? [])]}
      // The server has searched already.
      filterOptions={options => options}
      value={value}
      inputValue={value}
      // What was chosen is no search: all are offered again in its place.
      onInputChange={(_, text, reason) => {
        if (reason === 'input') {
          onChange(text);
        }
        setTyped(reason === 'input' ? text : '');
      }}
      onChange={(_, chosen) => {
        onChange(chosen ?? '');
        onDone?.(chosen ?? '');
      }}
      onBlur={() => onDone?.(value)}
      renderOption={option => <bdi>{option}</bdi>}
      renderInput={params => (
        <TextField
          {...params}
          size="small"
          variant="outlined"
          label={label}
          placeholder={placeholder}
          InputLabelProps={{ shrink: true }}
          inputProps={{
            ...params.inputProps,
            maxLength: 1000,
            spellCheck: false,
          }}
          error={error !== undefined}
          helperText={error ?? hint}
          FormHelperTextProps={{ role: error && 'alert' }}
        />
      )}
    />
  );
};
