// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { ACTOR_PART, isErased } from '../../verification/erased';
import { ActorLabel } from '../cells/ActorLabel';
import { ReferenceLink } from '../cells/ReferenceLink';
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
        <ActorLabel
          actor={{ ...event.actor, via: undefined }}
          isErased={isErased(event, ACTOR_PART)}
        />
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
            <ReferenceLink reference={via} /> {roleOf(via, event)}
          </>
        )}
      </Field>
    </DetailsSection>
  );
};

/** What stands between the actor and the event has to do with it. */
function roleOf(via: string, { labels }: AuditEvent): string {
  if (via.startsWith('key:')) {
    return 'is the key that vouches for it';
  }
  return labels?.includes('claimed-actor')
    ? 'names the actor, which nobody has checked'
    : 'acted for the actor';
}
