// SPDX-License-Identifier: Apache-2.0
export * from './builtInRoles';
export * from './bundles';
export * from './projectEventsDecision';
export * from './types';
