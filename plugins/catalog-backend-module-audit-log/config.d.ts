import type { HumanDuration } from '@backstage/types';

export interface Config {
  auditLog?: {
    /** What is recorded of entities that come, change and go in the catalog. */
    catalog?: {
      /**
       * How long an entity must be missing before it counts as deleted, 30 seconds by default: one that is back by then
       * was only read anew. What a person unregistered or deleted is not waited for. A duration such as 30s, up to 10m.
       */
      settle?: HumanDuration | string;
      /**
       * The same where more than half of the catalog is missing at once, which is then being read in anew; 15 minutes
       * by default, up to a day.
       */
      settleRebuild?: HumanDuration | string;
      /**
       * An annotation that names the author of an entity's last change, as a user entity reference. Whoever can write
       * the entity can write it: who is shown by it is marked as claimed. None by default.
       */
      authorAnnotation?: string;
      /**
       * Whether a new entity with a name such as orders-v2 counts as a version of orders, or of orders-v1, where that has
       * the same kind, namespace, owner and system; false by default.
       */
      versionNaming?: boolean;
    };
  };
}
