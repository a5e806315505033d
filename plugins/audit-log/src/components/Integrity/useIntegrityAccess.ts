// SPDX-License-Identifier: Apache-2.0
import { usePermission } from '@backstage/plugin-permission-react';
import {
  auditLogConfigurePermission,
  auditLogErasePermission,
  auditLogVerifyPermission,
} from 'backstage-plugin-audit-log-common';

/** What of the page about integrity a person may see. */
export interface IntegrityAccess {
  readonly loading: boolean;
  readonly canVerify: boolean;
  readonly canConfigure: boolean;
  readonly canErase: boolean;
  /** Whether there is anything of it to see. */
  readonly canOpen: boolean;
}

/** Asked for before anything else is: each refusal would be on record. */
export function useIntegrityAccess(): IntegrityAccess {
  const verify = usePermission({ permission: auditLogVerifyPermission });
  const configure = usePermission({ permission: auditLogConfigurePermission });
  const erase = usePermission({ permission: auditLogErasePermission });
  const all = [verify, configure, erase];
  return {
    loading: all.some(({ loading }) => loading),
    canVerify: verify.allowed,
    canConfigure: configure.allowed,
    canErase: erase.allowed,
    canOpen: all.some(({ allowed }) => allowed),
  };
}
