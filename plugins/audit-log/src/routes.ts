// SPDX-License-Identifier: Apache-2.0
import { createRouteRef } from '@backstage/core-plugin-api';

/** The Audit Logs page. @public */
export const rootRouteRef = createRouteRef({ id: 'audit-log' });
