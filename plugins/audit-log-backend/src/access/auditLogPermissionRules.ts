// SPDX-License-Identifier: Apache-2.0
import { createPermissionRule } from '@backstage/plugin-permission-node';
import { IS_IN_PROJECT_RULE } from 'backstage-plugin-audit-log-common';
import { z } from 'zod';
import { auditEventResourceRef } from './auditEventResourceRef';

/** @public */
export const isInProject = createPermissionRule({
  name: IS_IN_PROJECT_RULE,
  description: 'Allow events of any of these projects',
  resourceRef: auditEventResourceRef,
  paramsSchema: z.object({
    projects: z
      .array(z.string())
      .describe(
        'Entity references of projects, such as system:default/billing',
      ),
  }),
  apply: (event, { projects }) =>
    event.projects.some(({ ref }) => projects.includes(ref)),
  toQuery: ({ projects }) => ({ projects }),
});

/** @public */
export const hasActor = createPermissionRule({
  name: 'HAS_ACTOR',
  description: 'Allow events of any of these actors',
  resourceRef: auditEventResourceRef,
  paramsSchema: z.object({
    actors: z
      .array(z.string())
      .describe('References of actors, such as user:default/jane'),
  }),
  apply: ({ actor }, { actors }) =>
    actor.ref !== undefined && actors.includes(actor.ref),
  toQuery: ({ actors }) => ({ actors }),
});

/** Conditions that a policy may narrow `audit-log.read` with. @public */
export const auditLogPermissionRules = [isInProject, hasActor];
