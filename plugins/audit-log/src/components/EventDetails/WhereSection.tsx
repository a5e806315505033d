// SPDX-License-Identifier: Apache-2.0
import { ACTOR_PART, isErased } from '../../verification/erased';
import { ErasedMark } from '../cells/ErasedMark';
import { DetailsSection } from './DetailsSection';
import type { EventSectionProps } from './EventSections';
import { Field } from './Field';
import { FieldFilters } from './FieldFilters';

/** Where the request came from; nothing when there was none. */
export const WhereSection = ({ event, view, actions }: EventSectionProps) => {
  const { request } = event;
  if (!request) {
    return null;
  }
  const { address, method, path, userAgent, traceId } = request;
  return (
    <DetailsSection title="Where from">
      <Field
        name="Address"
        actions={
          address && (
            <FieldFilters
              name="address"
              value={address}
              view={view}
              actions={actions}
            />
          )
        }
      >
        {isErased(event, ACTOR_PART) ? (
          <ErasedMark />
        ) : (
          address && <code>{address}</code>
        )}
      </Field>
      <Field name="Request">
        {path && (
          <code>
            {method} {path}
          </code>
        )}
      </Field>
      <Field name="User agent">{userAgent}</Field>
      <Field name="Trace">{traceId && <code>{traceId}</code>}</Field>
    </DetailsSection>
  );
};
