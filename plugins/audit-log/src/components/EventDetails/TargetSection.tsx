// SPDX-License-Identifier: Apache-2.0
import { ERASED_TARGET } from '../../verification/erased';
import { ReferenceLink } from '../cells/ReferenceLink';
import { DetailsSection } from './DetailsSection';
import type { EventSectionProps } from './EventSections';
import { Field } from './Field';
import { FieldFilters } from './FieldFilters';

/** What it was done to. */
export const TargetSection = ({ event, view, actions }: EventSectionProps) => {
  const { targets, projects } = event;
  if (targets.length === 0 && projects.length === 0) {
    return null;
  }
  const fields = [
    ...targets.map(item => ({
      name: 'target' as const,
      title: 'Target',
      item,
    })),
    ...projects.map(item => ({
      name: 'project' as const,
      title: 'Project',
      item,
    })),
  ];
  return (
    <DetailsSection title="On what">
      {fields.map(({ name, title, item }, index) => (
        <Field
          // Several that were erased are all called the same.
          key={`${index} ${item.ref}`}
          name={title}
          actions={
            item.ref !== ERASED_TARGET && (
              <FieldFilters
                name={name}
                value={item.ref}
                view={view}
                actions={actions}
              />
            )
          }
        >
          <ReferenceLink reference={item.ref} title={item.title} />
          {item.ref !== ERASED_TARGET && (
            <>
              <br />
              <code>{item.ref}</code>
            </>
          )}
        </Field>
      ))}
    </DetailsSection>
  );
};
