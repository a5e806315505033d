// SPDX-License-Identifier: Apache-2.0
import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { AccessDecider } from './AccessDecider';
import { AttachableAccessControl } from './AttachableAccessControl';

/** Gives the decider of the newest snapshot; undefined while there is none. MUST NOT do any I/O. @public */
export type AccessSource = () => AccessDecider | undefined;

/**
 * Where the audit log plugin lets the other plugins of its process decide from stored roles.
 *
 * In a backend without the audit log plugin nothing is ever attached; whoever has to decide wherever it is asks
 * `accessResolverServiceRef`.
 *
 * @public
 */
export interface AccessControlService {
  /** Whether a source is attached: the audit log plugin is in this backend. */
  readonly attached: boolean;
  /** The decider of the newest snapshot, or undefined while nothing is attached or known. */
  current(): AccessDecider | undefined;
  /** Called once, by the audit log plugin; throws if a source is attached already. */
  attach(source: AccessSource): void;
}

/** @public */
export const accessControlServiceRef = createServiceRef<AccessControlService>({
  id: 'audit-log.access-control',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {},
      factory: () => AttachableAccessControl.create(),
    }),
});
