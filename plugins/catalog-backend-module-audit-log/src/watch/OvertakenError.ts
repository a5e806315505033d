// SPDX-License-Identifier: Apache-2.0
import { ConflictError } from '@backstage/errors';

/** Another replica looks at the catalog, too, and was faster: what this one found may be recorded already. */
export class OvertakenError extends ConflictError {
  constructor() {
    super('Another replica has looked at the catalog meanwhile');
  }
}
