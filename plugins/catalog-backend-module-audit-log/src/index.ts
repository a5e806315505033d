// SPDX-License-Identifier: Apache-2.0
export { catalogModuleAuditLog as default } from './module';
