// SPDX-License-Identifier: Apache-2.0
import type { PluginEventTypes } from './EventTypeDefinition';
import { retentionEventTypes } from './retentionEventTypes';

/** Of this plugin itself. They are always recorded, whatever the rules. */
export const auditLogEventTypes: PluginEventTypes = {
  plugin: 'audit-log',
  category: 'audit-log',
  types: [
    {
      event: 'events-read',
      kind: 'search',
      title: 'Searched the audit log',
      description:
        'Events were searched; what was asked for is kept with the event. A search, its summary and paging through it are one event.',
      read: true,
    },
    {
      event: 'events-read',
      kind: 'event',
      title: 'Opened an audit event',
      description: 'One event was opened by its id.',
      read: true,
    },
    {
      event: 'events-read',
      kind: 'proof',
      title: 'Verified an audit event',
      description:
        'One event was opened with the proof that it is in the ledger as it was recorded.',
      read: true,
    },
    {
      event: 'events-read',
      kind: 'ledger',
      title: 'Read the state of the ledger',
      description:
        'Checkpoints, keys or proofs of the ledger as a whole were asked for and refused.',
      read: true,
    },
    {
      event: 'events-read',
      kind: 'types',
      title: 'Read the types of audit events',
      description: 'The registry of what can occur was asked for and refused.',
      read: true,
    },
    {
      event: 'events-read',
      kind: 'coverage',
      title: 'Read the coverage of the audit log',
      description:
        'Which actions are declared and when they were last seen was looked up, for the whole organization.',
      read: true,
    },
    {
      event: 'events-export',
      title: 'Exported the audit log',
      description: 'The events of a search were taken out as a file.',
      read: true,
    },
    {
      event: 'quarantine-read',
      title: 'Read the quarantine',
      description:
        'Events that were reported over HTTP and could not be recorded were looked at.',
      read: true,
    },
    {
      event: 'role-write',
      kind: 'create',
      title: 'Created role',
      description: 'A role was created; what it holds is kept with the event.',
    },
    {
      event: 'role-write',
      kind: 'update',
      title: 'Changed role',
      description:
        'The name, description or permissions of a role were changed; what was before and after, and which permissions were added and removed, is kept with the event.',
    },
    {
      event: 'role-write',
      kind: 'delete',
      title: 'Deleted role',
      description: 'A role was deleted, and taken away from those who had it.',
    },
    {
      event: 'role-assignment',
      kind: 'assign',
      title: 'Assigned role',
      description:
        'Roles were given to groups or members, for the organization or for a project.',
    },
    {
      event: 'role-assignment',
      kind: 'unassign',
      title: 'Unassigned role',
      description: 'A role was taken away from a group or member.',
    },
    {
      event: 'group-write',
      kind: 'create',
      title: 'Created group',
      description: 'A local group was created.',
    },
    {
      event: 'group-write',
      kind: 'update',
      title: 'Changed group',
      description: 'The name or description of a local group was changed.',
    },
    {
      event: 'group-write',
      kind: 'delete',
      title: 'Deleted group',
      description:
        'A local group was deleted, with its memberships and the roles that it held.',
    },
    {
      event: 'group-membership',
      kind: 'add',
      title: 'Added group members',
      description: 'People became members of a local group.',
    },
    {
      event: 'group-membership',
      kind: 'remove',
      title: 'Removed group member',
      description: 'A person was taken out of a local group.',
    },
    {
      event: 'invitation-write',
      kind: 'create',
      title: 'Invited',
      description: 'Roles or groups were offered to e-mail addresses.',
    },
    {
      event: 'invitation-write',
      kind: 'resend',
      title: 'Resent invitation',
      description: 'An invitation was sent once more, with a new link.',
    },
    {
      event: 'invitation-write',
      kind: 'link',
      title: 'Created invitation link',
      description:
        'A new link of an invitation was made, to be handed over by hand.',
    },
    {
      event: 'invitation-write',
      kind: 'revoke',
      title: 'Revoked invitation',
      description: 'An invitation was taken back before it was accepted.',
    },
    {
      event: 'invitation-write',
      kind: 'inspect',
      title: 'Opened invitation in vain',
      description:
        'Somebody opened a link that is no invitation, or none any more.',
    },
    {
      event: 'invitation-write',
      kind: 'accept',
      title: 'Accepted invitation',
      description: 'A person accepted an invitation and got what it offered.',
    },
    {
      event: 'invitation-write',
      kind: 'delivery',
      title: 'Delivered invitation',
      description:
        'A mail server took the mail of an invitation, refused it, or sent it back.',
    },
    {
      event: 'key-write',
      kind: 'create',
      title: 'Created ingestion key',
      description:
        'A key was created, with which a system outside the portal reports events; what it may do is kept with the event, its token never.',
    },
    {
      event: 'key-write',
      kind: 'update',
      title: 'Changed ingestion key',
      description:
        'What an ingestion key may do was changed; what was before and after is kept with the event.',
    },
    {
      event: 'key-write',
      kind: 'rotate',
      title: 'Rotated ingestion key',
      description:
        'An ingestion key got a new token; until when the one before works is kept with the event.',
    },
    {
      event: 'key-write',
      kind: 'revoke',
      title: 'Revoked ingestion key',
      description: 'An ingestion key was revoked for good.',
    },
    {
      event: 'key-use',
      kind: 'refuse',
      title: 'Refused ingestion key',
      description:
        'Somebody reported events with a key that is none or does not work any more, too often, or from a source or for a project that the key is not for. The same again within a minute is one event more, with a count.',
    },
    {
      event: 'ledger-verify',
      kind: 'start',
      title: 'Began to verify the ledger',
      description:
        'A run began in which the ledger is computed anew from its events and compared with what was sealed.',
    },
    {
      event: 'ledger-verify',
      kind: 'stop',
      title: 'Stopped verifying the ledger',
      description: 'A run of verification was stopped before its end.',
    },
    {
      event: 'ledger-verify',
      kind: 'passed',
      title: 'Verified the ledger',
      description:
        'A run of verification came to its end and found nothing; which events it was about is kept with the event.',
    },
    {
      event: 'ledger-verify',
      kind: 'failed',
      title: 'Found the ledger altered',
      description:
        'A run of verification found that events, or what is kept of them, are not as they were sealed; the first of what it found is kept with the event.',
    },
    {
      event: 'erasure',
      kind: 'begin',
      title: 'Began to erase a person',
      description:
        'What the audit log has of a person is erased; the reason is kept with the event, who it was is not.',
    },
    {
      event: 'erasure',
      kind: 'preview',
      title: 'Looked for what could be erased',
      description:
        'It was counted how many events have something of a person; who it was is not kept.',
      read: true,
    },
    {
      event: 'erasure',
      kind: 'done',
      title: 'Erased a person',
      description:
        'What the audit log had of a person has been erased; of how many events is kept with the event.',
    },
    ...retentionEventTypes,
    {
      event: 'events-read',
      kind: 'retention',
      title: 'Read how long events are kept',
      description:
        'The state of retention and archive was asked for and refused.',
      read: true,
    },
    {
      event: 'startup-check',
      title: 'Checked recording at start',
      description:
        'The backend started, and an event sent through the auditor was looked for in the log.',
    },
    {
      event: 'events-lost',
      title: 'Lost audit events',
      description:
        'Events could not be kept because the store was away for too long; how many of which severity is kept with the event.',
    },
    {
      event: 'operations-refused',
      title: 'Refused unrecordable operations',
      description:
        'Operations were refused because they could not have been recorded; how many of which severity is kept with the event.',
    },
  ],
};
