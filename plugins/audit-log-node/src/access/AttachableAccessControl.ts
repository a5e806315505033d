// SPDX-License-Identifier: Apache-2.0
import { ConflictError } from '@backstage/errors';
import type { AccessDecider } from './AccessDecider';
import type {
  AccessControlService,
  AccessSource,
} from './accessControlServiceRef';

/** Knows nothing until a source is attached, and asks that one from then on. */
export class AttachableAccessControl implements AccessControlService {
  #source: AccessSource | undefined;

  private constructor() {}

  static create(): AttachableAccessControl {
    return new AttachableAccessControl();
  }

  get attached(): boolean {
    return this.#source !== undefined;
  }

  current(): AccessDecider | undefined {
    return this.#source?.();
  }

  attach(source: AccessSource): void {
    if (this.#source) {
      throw new ConflictError(
        'A source is attached to the access control service already; only the audit log plugin attaches one, once in a backend',
      );
    }
    this.#source = source;
  }
}
