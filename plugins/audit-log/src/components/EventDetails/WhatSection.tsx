// SPDX-License-Identifier: Apache-2.0
import { formatTime } from '../labels/formatTime';
import { SEVERITY_LABELS } from '../labels/severities';
import { DetailsSection } from './DetailsSection';
import type { EventSectionProps } from './EventSections';
import { Field } from './Field';
import { FieldFilters } from './FieldFilters';
import { formatDuration } from './formatDuration';

/** What was done, and when. */
export const WhatSection = ({ event, view, actions }: EventSectionProps) => {
  const filters = { view, actions };
  return (
    <DetailsSection title="What">
      <Field name="Began">
        {formatTime.secondAndZone(event.occurredAt)}
        <br />
        <code>{event.occurredAt}</code>
      </Field>
      <Field name="Took">
        {event.durationMs === undefined
          ? undefined
          : formatDuration(event.durationMs)}
      </Field>
      <Field
        name="Action"
        actions={
          <FieldFilters name="action" value={event.action} {...filters} />
        }
      >
        <code>{event.action}</code>
      </Field>
      <Field
        name="Plugin"
        actions={
          <FieldFilters name="plugin" value={event.plugin} {...filters} />
        }
      >
        {event.plugin}
      </Field>
      <Field
        name="Event"
        actions={<FieldFilters name="event" value={event.event} {...filters} />}
      >
        <code>{event.event}</code>
      </Field>
      <Field
        name="Category"
        actions={
          <FieldFilters name="category" value={event.category} {...filters} />
        }
      >
        {event.category}
      </Field>
      <Field
        name="Severity"
        actions={
          <FieldFilters name="severity" value={event.severity} {...filters} />
        }
      >
        {SEVERITY_LABELS[event.severity].title}
      </Field>
    </DetailsSection>
  );
};
