import type { HumanDuration } from '@backstage/types';

export interface Config {
  auditLog?: {
    /** How sign-ins are recorded. */
    signIns?: {
      /**
       * For how long nothing must be heard of a session before the next sign of it counts as a new one, 8 hours by
       * default. An open portal is heard of about once an hour. A duration such as 8h or `{ hours: 8 }`.
       */
      newSessionAfter?: HumanDuration | string;
    };
  };
}
