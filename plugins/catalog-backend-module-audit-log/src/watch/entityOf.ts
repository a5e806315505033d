// SPDX-License-Identifier: Apache-2.0
import {
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
  parseEntityRef,
} from '@backstage/catalog-model';
import { normalizeEntity } from '../describe/normalizeEntity';
import type { KnownEntity } from './KnownEntity';
import type { FinalEntity } from './operations/readFinalEntities';

const ANNOTATION_ORPHAN = 'backstage.io/orphan';

/** What a final entity says of itself. */
export type OwnWords = Pick<
  KnownEntity,
  'kind' | 'origin' | 'isOrphan' | 'content'
>;

/**
 * Reads a final entity. One that cannot be read, which the catalog does not make, has nothing but its name: it must not
 * keep all others from being seen.
 */
export function entityOf({ ref, entity }: FinalEntity): OwnWords {
  try {
    const final: Entity = JSON.parse(entity);
    const annotations = final.metadata.annotations ?? {};
    const origin: unknown = annotations[ANNOTATION_ORIGIN_LOCATION];
    return {
      kind: String(final.kind),
      origin: typeof origin === 'string' ? origin : null,
      isOrphan: annotations[ANNOTATION_ORPHAN] === 'true',
      content: normalizeEntity(final),
    };
  } catch {
    const { kind, namespace, name } = parseEntityRef(ref);
    return {
      kind,
      origin: null,
      isOrphan: false,
      content: {
        apiVersion: 'unknown',
        kind,
        metadata: { namespace, name },
      },
    };
  }
}
