// SPDX-License-Identifier: Apache-2.0
import { RequirePermission } from '@backstage/plugin-permission-react';
import { accessControlReadPermission } from 'backstage-plugin-audit-log-common';
import { OwnAccessProvider } from '../access/OwnAccess';
import { AccessControl } from './AccessControl';
import { NoAccessControl } from './NoAccessControl';

/** The content of Access Control, for those who may see it. Both frontend systems put their own header above. */
export const AccessControlPage = () => (
  <RequirePermission
    permission={accessControlReadPermission}
    errorPage={<NoAccessControl />}
  >
    <OwnAccessProvider>
      <AccessControl />
    </OwnAccessProvider>
  </RequirePermission>
);
