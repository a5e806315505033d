// SPDX-License-Identifier: Apache-2.0
export { redactText } from 'backstage-plugin-audit-log-node';
