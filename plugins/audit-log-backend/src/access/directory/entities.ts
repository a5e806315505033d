// SPDX-License-Identifier: Apache-2.0
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { storedText } from '../../database/storedText';
import type { CatalogGroup, Person } from '../model/facts';

/** The annotation by which our entity provider marks the users who are in the catalog because of an invitation. */
const INVITATION = 'audit-log.backstage.io/invitation';

/** The fields of an entity that are read here; specs can be long, and are not asked for as a whole. */
export const DIRECTORY_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.description',
  `metadata.annotations.${INVITATION}`,
  'spec.profile.displayName',
  'spec.profile.email',
  'spec.memberOf',
  'spec.members',
  'spec.parent',
  'spec.children',
  'relations',
];

const MOST_OF_A_TITLE = 200;
const MOST_OF_A_DESCRIPTION = 1000;
/** No address is longer (RFC 5321); what is, is none. */
const LONGEST_ADDRESS = 320;

export function isPerson({ kind }: Entity): boolean {
  return kind.toLocaleLowerCase('en-US') === 'user';
}

export function personOf(entity: Entity): Omit<Person, 'knownSince'> {
  const { email } = profileOf(entity);
  return {
    ref: stringifyEntityRef(entity),
    title: titleOf(entity),
    ...(isText(email) &&
      email.length <= LONGEST_ADDRESS && { email: storedText(email) }),
    source: entity.metadata.annotations?.[INVITATION]
      ? 'invitation'
      : 'catalog',
  };
}

export function groupOf(entity: Entity): CatalogGroup {
  const { description } = entity.metadata;
  return {
    ref: stringifyEntityRef(entity),
    title: titleOf(entity),
    description: isText(description)
      ? storedText(description.slice(0, MOST_OF_A_DESCRIPTION))
      : '',
  };
}

function titleOf(entity: Entity): string {
  const { title, name } = entity.metadata;
  const shown = [profileOf(entity).displayName, title].find(isText) ?? name;
  return storedText(shown.slice(0, MOST_OF_A_TITLE));
}

interface Profile {
  readonly displayName?: unknown;
  readonly email?: unknown;
}

function profileOf({ spec }: Entity): Profile {
  return (spec?.profile ?? {}) as Profile;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
