// SPDX-License-Identifier: Apache-2.0
import {
  ANNOTATION_EDIT_URL,
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  ANNOTATION_VIEW_URL,
  type Entity,
} from '@backstage/catalog-model';
import { isFileOf, isFolderOf } from './followsFromLocation';
import { withoutAnnotations } from './withoutAnnotations';

/** What the catalog's own processing writes into every entity. */
const BOOKKEEPING = new Set([
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  'backstage.io/orphan',
]);

/**
 * An entity without what processing adds to it: what is left is what its source says. Shares what it keeps with the entity
 * that it is given. Relations are left out, for they follow from the specs of this and of other entities; so are errors of
 * processing. Links that follow from the location go with it, but one that somebody wrote by hand stays.
 */
export function normalizeEntity(entity: Entity): Entity {
  const {
    relations: _,
    status: __,
    ...rest
  }: Entity & { status?: unknown } = entity;
  const {
    uid: ___,
    etag: ____,
    generation: _____,
    ...metadata
  }: Entity['metadata'] & { generation?: unknown } = entity.metadata;
  const location = metadata.annotations?.[ANNOTATION_LOCATION];
  return withoutAnnotations(
    { ...rest, metadata },
    (name, value) =>
      BOOKKEEPING.has(name) || followsFrom(location, name, value),
  );
}

/** Whether it is what AnnotateLocationEntityProcessor of the catalog makes of the location. */
function followsFrom(location: unknown, name: string, value: string): boolean {
  switch (name) {
    case ANNOTATION_VIEW_URL:
      return `url:${value}` === location;
    case ANNOTATION_EDIT_URL:
      return isFileOf(location, value);
    case ANNOTATION_SOURCE_LOCATION:
      return isFolderOf(location, value);
    default:
      return false;
  }
}
