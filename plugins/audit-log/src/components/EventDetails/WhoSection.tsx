// SPDX-License-Identifier: Apache-2.0
import { ActorLabel } from '../cells/ActorLabel';
import { ACTOR_TYPE_LABELS } from '../labels/actorTypes';
import { DetailsSection } from './DetailsSection';
import type { EventSectionProps } from './EventSections';
import { Field } from './Field';
import { FieldFilters } from './FieldFilters';

/** Who did it. */
export const WhoSection = ({ event, view, actions }: EventSectionProps) => {
  const { type, ref, via } = event.actor;
  const filters = { view, actions };
  return (
    <DetailsSection title="Who">
      <Field
        name="Actor"
        actions={ref && <FieldFilters name="actor" value={ref} {...filters} />}
      >
        <ActorLabel actor={{ ...event.actor, via: undefined }} />
      </Field>
      <Field name="Reference">{ref && <code>{ref}</code>}</Field>
      <Field
        name="Type"
        actions={<FieldFilters name="actorType" value={type} {...filters} />}
      >
        {ACTOR_TYPE_LABELS[type].title}
      </Field>
      <Field name="Through">
        {via && (
          <>
            <code>{via}</code> acted for the actor
          </>
        )}
      </Field>
    </DetailsSection>
  );
};
