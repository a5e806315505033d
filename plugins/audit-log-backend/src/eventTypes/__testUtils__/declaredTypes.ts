// SPDX-License-Identifier: Apache-2.0
import type { DeclaredEventType } from 'backstage-plugin-audit-log-node';

export const PUBLISH: DeclaredEventType = {
  action: 'report.publish',
  title: 'Published report',
  description: 'A report was published.',
  category: 'reports',
  meta: {
    type: 'object',
    properties: { pages: { type: 'integer' } },
    required: ['pages'],
  },
};
export const RETRACT: DeclaredEventType = {
  action: 'report.retract',
  title: 'Retracted report',
  description: 'A report was taken back.',
};
