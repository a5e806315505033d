// SPDX-License-Identifier: Apache-2.0
import { formatTime } from '../labels/formatTime';
import { DetailsSection } from './DetailsSection';
import type { EventSectionProps } from './EventSections';
import { Field } from './Field';
import { FieldFilters } from './FieldFilters';

/** How the ledger holds the event. */
export const RecordSection = ({ event, view, actions }: EventSectionProps) => (
  <DetailsSection title="Recorded as">
    <Field name="Event id">
      <code>{event.id}</code>
    </Field>
    <Field name="Sequence">
      {event.sequence === undefined
        ? 'Being ordered'
        : event.sequence.toLocaleString()}
    </Field>
    <Field
      name="Operation"
      actions={
        <FieldFilters
          name="operation"
          value={event.operationId}
          view={view}
          actions={actions}
        />
      }
    >
      <code>{event.operationId}</code>
    </Field>
    <Field name="Recorded">
      {formatTime.secondAndZone(event.recordedAt)}
      <br />
      <code>{event.recordedAt}</code>
    </Field>
    <Field name="Labels">{event.labels?.join(', ')}</Field>
  </DetailsSection>
);
