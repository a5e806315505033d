// SPDX-License-Identifier: Apache-2.0

/** A place in the meta of an event where a target may be named, by one text or a list of them, or a list of lists. */
export interface TargetField {
  readonly path: readonly string[];
  /**
   * An entity's reference, a location's type and target, a reference to be taken as it is, or else the type that makes a
   * reference of an id.
   */
  readonly is: 'entity' | 'location' | 'reference' | string;
  /** Where its name stands, which may be a list in the same order. */
  readonly title?: readonly string[];
}

/**
 * What the backend must look up in the catalog, because the catalog says nothing but an id when it is deleted. The
 * reference that is found takes the place of these.
 *
 * @public
 */
export const ENTITY_UID = 'entity-uid';
/** @public */
export const LOCATION_ID = 'location-id';

/** Where each plugin names what its operations were done to, the main target first. */
export const TARGET_FIELDS: ReadonlyMap<string, readonly TargetField[]> =
  new Map(
    Object.entries<readonly TargetField[]>({
      catalog: [
        { path: ['entityRef'], is: 'entity' },
        { path: ['locationRef'], is: 'entity' },
        { path: ['location'], is: 'location' },
        { path: ['uid'], is: ENTITY_UID },
        { path: ['id'], is: LOCATION_ID },
      ],
      scaffolder: [
        { path: ['templateRef'], is: 'entity' },
        { path: ['taskId'], is: 'task' },
      ],
      // Community RBAC, which reports as the permission plugin that it is a module of.
      permission: [
        { path: ['roleEntityRef'], is: 'entity' },
        { path: ['condition', 'roleEntityRef'], is: 'entity' },
        // [role, permission, action, effect] of each; only the role is an entity's reference.
        { path: ['policies'], is: 'entity' },
        { path: ['permissionName'], is: 'permission' },
        { path: ['members'], is: 'entity' },
        // Of denials, where the resource need not be an entity.
        { path: ['permission'], is: 'permission' },
        { path: ['permissions'], is: 'permission' },
        { path: ['resourceRef'], is: 'entity' },
      ],
      kubernetes: [
        { path: ['entityRef'], is: 'entity' },
        { path: ['clusterName'], is: 'cluster' },
      ],
      'mcp-actions': [{ path: ['toolName'], is: 'tool' }],
      announcements: [{ path: ['uid'], is: 'announcement' }],
      orchestrator: [
        { path: ['workflowId'], is: 'workflow' },
        { path: ['instanceId'], is: 'workflow-run' },
      ],
      // Of access control. The project comes last: it is what the role is given for.
      'audit-log': [
        { path: ['invitationId'], is: 'invitation', title: ['email'] },
        {
          path: ['invitationIds'],
          is: 'invitation',
          title: ['invitedEmails'],
        },
        { path: ['roleId'], is: 'role', title: ['roleName'] },
        { path: ['roleIds'], is: 'role', title: ['roleNames'] },
        { path: ['groupRef'], is: 'reference', title: ['groupName'] },
        { path: ['keyId'], is: 'key', title: ['keyName'] },
        { path: ['subjects'], is: 'reference', title: ['subjectNames'] },
        { path: ['groups'], is: 'reference' },
        { path: ['members'], is: 'reference' },
        { path: ['level', 'project'], is: 'entity' },
        { path: ['projects'], is: 'entity' },
      ],
      'bulk-import': [{ path: ['repository'], is: 'repository' }],
    }),
  );

/** Where plugins that nothing is known of would name them. */
export const ANY_PLUGIN: readonly TargetField[] = [
  { path: ['entityRef'], is: 'entity' },
  { path: ['entityRefs'], is: 'entity' },
  { path: ['targetRef'], is: 'entity' },
  { path: ['resourceRef'], is: 'entity' },
  { path: ['templateRef'], is: 'entity' },
];
