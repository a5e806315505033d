// SPDX-License-Identifier: Apache-2.0
import {
  type Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { Target } from 'backstage-plugin-audit-log-common';
import {
  entityReference,
  parentReference,
} from 'backstage-plugin-audit-log-node';
import type { EntityState } from '../changes/EntityChange';
import { ANNOTATION_VERSION_OF } from './annotations';
import type { DescribeSettings, FindEntities } from './DescribeSettings';
import { targetOf } from './targetOf';

/** So many numbers are tried below that of a new version; nobody leaves more of them out. */
const MOST_NUMBERS = 99;

/** What a new entity is a version of: what it declares, else what its name says where names are asked. */
export async function versionOf(
  state: EntityState,
  { versionNaming }: DescribeSettings,
  find: FindEntities,
): Promise<Target | undefined> {
  const declared = declaredIn(state.content);
  if (declared !== undefined && declared !== state.ref) {
    const [known] = await find([declared]);
    return known ? targetOf(known) : { ref: declared };
  }
  return versionNaming ? versionByName(state, find) : undefined;
}

function declaredIn({ kind, metadata }: Entity): string | undefined {
  const declared: unknown = metadata.annotations?.[ANNOTATION_VERSION_OF];
  return typeof declared === 'string'
    ? normalReference(declared, kind, metadata.namespace)
    : undefined;
}

/** Of orders-v3 that is orders-v2, or the next lower one that there is, or else orders. */
async function versionByName(
  state: EntityState,
  find: FindEntities,
): Promise<Target | undefined> {
  const [, unnumbered, digits] = /^(.+)-v(\d{1,9})$/.exec(state.ref) ?? [];
  if (unnumbered === undefined) {
    return undefined;
  }
  const number = Number(digits);
  const earlier = [
    ...Array.from(
      { length: Math.min(number, MOST_NUMBERS) },
      (_, index) => `${unnumbered}-v${number - 1 - index}`,
    ),
    unnumbered,
  ];
  const found = new Map(
    (await find(earlier)).map(other => [other.ref, other] as const),
  );
  const previous = earlier
    .map(ref => found.get(ref))
    .find(other => other && belongTogether(other.content, state.content));
  return previous && targetOf(previous);
}

function belongTogether(one: Entity, other: Entity): boolean {
  const owner = ownerOf(one);
  return (
    owner !== undefined &&
    owner === ownerOf(other) &&
    parentReference(one) === parentReference(other)
  );
}

function ownerOf({ metadata, spec }: Entity): string | undefined {
  return typeof spec?.owner === 'string'
    ? normalReference(spec.owner, 'group', metadata.namespace)
    : undefined;
}

function normalReference(
  reference: string,
  defaultKind: string,
  defaultNamespace: string = 'default',
): string | undefined {
  try {
    return entityReference(
      stringifyEntityRef(
        parseEntityRef(reference, { defaultKind, defaultNamespace }),
      ),
    );
  } catch {
    return undefined;
  }
}
