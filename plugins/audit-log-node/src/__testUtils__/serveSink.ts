// SPDX-License-Identifier: Apache-2.0
import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  auditEventSinkServiceRef,
  type AuditEventSinkService,
} from '../auditEventSinkServiceRef';

/** Makes a backend report to this. */
export function serveSink(service: AuditEventSinkService) {
  return createServiceFactory({
    service: auditEventSinkServiceRef,
    deps: {},
    factory: () => service,
  });
}
