// SPDX-License-Identifier: Apache-2.0
import {
  type Entity,
  parseEntityRef,
  RELATION_CHILD_OF,
  RELATION_HAS_MEMBER,
  RELATION_MEMBER_OF,
  RELATION_PARENT_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { Edge } from '../model/facts';
import { isPerson } from './entities';

/** What an entity says of memberships: a relation, the field that it is made of, and who is in whom by it. */
interface Statement {
  readonly relation: string;
  readonly field: string;
  readonly kind: 'user' | 'group';
  readonly isAbove: boolean;
}

const OF_PEOPLE: readonly Statement[] = [
  {
    relation: RELATION_MEMBER_OF,
    field: 'memberOf',
    kind: 'group',
    isAbove: true,
  },
];
const OF_GROUPS: readonly Statement[] = [
  {
    relation: RELATION_CHILD_OF,
    field: 'parent',
    kind: 'group',
    isAbove: true,
  },
  {
    relation: RELATION_PARENT_OF,
    field: 'children',
    kind: 'group',
    isAbove: false,
  },
  {
    relation: RELATION_HAS_MEMBER,
    field: 'members',
    kind: 'user',
    isAbove: false,
  },
];

/**
 * Who is directly in which group, as far as this entity says. Its relations count, which the catalog has worked out from
 * this entity and from others; where it has none yet, its fields do.
 */
export function membershipsOf(
  entity: Entity,
): readonly Pick<Edge, 'child' | 'group'>[] {
  const own = stringifyEntityRef(entity);
  return (isPerson(entity) ? OF_PEOPLE : OF_GROUPS).flatMap(statement =>
    othersOf(entity, statement)
      .filter(other => other.startsWith(`${statement.kind}:`) && other !== own)
      .map(other =>
        statement.isAbove
          ? { child: own, group: other }
          : { child: other, group: own },
      ),
  );
}

function othersOf(
  { relations, spec, metadata }: Entity,
  { relation, field, kind }: Statement,
): readonly string[] {
  if (relations && relations.length > 0) {
    return relations
      .filter(({ type }) => type === relation)
      .map(({ targetRef }) => targetRef.toLocaleLowerCase('en-US'));
  }
  return [spec?.[field]].flat().flatMap(reference => {
    try {
      return stringifyEntityRef(
        parseEntityRef(String(reference ?? ''), {
          defaultKind: kind,
          defaultNamespace: metadata.namespace ?? 'default',
        }),
      );
    } catch {
      return [];
    }
  });
}
