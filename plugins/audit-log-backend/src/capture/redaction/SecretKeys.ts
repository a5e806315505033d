// SPDX-License-Identifier: Apache-2.0
export { SecretKeys } from 'backstage-plugin-audit-log-node';
