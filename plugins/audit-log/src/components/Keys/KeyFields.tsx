// SPDX-License-Identifier: Apache-2.0
import type { FieldErrors } from '../../requests/fieldErrors';
import { ExpiryField } from './ExpiryField';
import type { KEY_FIELDS, KeyDraft } from './KeyDraft';
import { KeyProjects } from './KeyProjects';
import { KeyTextField } from './KeyTextField';
import { MayNamePeople } from './MayNamePeople';

/** What a key is called, and what it lets a system outside the portal do. */
export const KeyFields = (props: {
  readonly value: KeyDraft;
  readonly onChange: (draft: KeyDraft) => void;
  /** For how many days the key is to work, where that is chosen anew. */
  readonly days?: number;
  readonly errors: FieldErrors<(typeof KEY_FIELDS)[number]>;
}) => {
  const { value, onChange, days, errors } = props;
  return (
    <>
      <KeyTextField
        field="name"
        // Whoever opens the dialog came to type.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        required
        label="Name"
        value={value.name}
        onChange={name => onChange({ ...value, name })}
        inputProps={{ maxLength: 100 }}
        error={errors.name}
        hint="The system that gets it, such as Deployments of the shop"
      />
      <KeyTextField
        field="sources"
        required
        multiline
        minRows={2}
        maxRows={8}
        label="Sources"
        placeholder="https://ci.example.com/shop/*"
        value={value.sources}
        onChange={sources => onChange({ ...value, sources })}
        InputLabelProps={{ shrink: true }}
        error={errors.sources}
        hint="What its events may give as their source, one a line. One that ends with an asterisk stands for all that begin like it."
      />
      <KeyProjects
        value={value.projects}
        onChange={projects => onChange({ ...value, projects })}
        error={errors.projects}
      />
      <MayNamePeople
        value={value.mayNamePeople}
        onChange={mayNamePeople => onChange({ ...value, mayNamePeople })}
        error={errors.mayNamePeople}
      />
      <ExpiryField
        value={value.expiresAt}
        days={days}
        onChange={expiresAt => onChange({ ...value, expiresAt })}
        error={errors.expiresAt}
      />
      <KeyTextField
        field="requestsPerMinute"
        required
        type="number"
        label="Requests per minute"
        value={value.requestsPerMinute}
        onChange={requestsPerMinute =>
          onChange({ ...value, requestsPerMinute })
        }
        inputProps={{ min: 1, max: 60_000, step: 1 }}
        error={errors.requestsPerMinute}
        hint="What comes faster is refused, and told when to try again. A request can carry 1,000 events."
      />
    </>
  );
};
