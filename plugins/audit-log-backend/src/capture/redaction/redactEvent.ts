// SPDX-License-Identifier: Apache-2.0
export { redactEvent } from 'backstage-plugin-audit-log-node';
