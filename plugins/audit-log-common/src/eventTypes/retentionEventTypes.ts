// SPDX-License-Identifier: Apache-2.0
import type { PluginEventTypes } from './EventTypeDefinition';

/** Of this plugin, about how long events are kept, and what is done about it. */
export const retentionEventTypes: PluginEventTypes['types'] = [
  {
    event: 'retention-write',
    kind: 'change',
    title: 'Changed how long events are kept',
    description:
      'The policy of retention was changed, at once or from a later time on where events would be removed sooner; what was before and after, the reason, and how many events it is about are kept with the event.',
  },
  {
    event: 'retention-write',
    kind: 'configure',
    title: 'Configured how long events are kept',
    description:
      'The policy of retention in the configuration was found changed at a start, and is treated as any other change; what was before and after is kept with the event.',
  },
  {
    event: 'retention-write',
    kind: 'cancel',
    title: 'Cancelled a change of how long events are kept',
    description:
      'A change of the policy of retention was cancelled before it took effect.',
  },
  {
    event: 'retention-write',
    kind: 'effective',
    title: 'Began to keep events by a changed policy',
    description:
      'A change of the policy of retention that had waited took effect; what was before and after is kept with the event.',
  },
  {
    event: 'retention-write',
    kind: 'preview',
    title: 'Looked at what a change of retention would do',
    description:
      'It was counted how many events a change of the policy of retention would remove sooner.',
    read: true,
  },
  {
    event: 'hold-write',
    kind: 'create',
    title: 'Held events',
    description:
      'A legal hold was set: what it matches is not removed until it is released; what it matches and the reason are kept with the event.',
  },
  {
    event: 'hold-write',
    kind: 'release',
    title: 'Released held events',
    description:
      'A legal hold was released, so that what it held is removed when that is due; the reason is kept with the event.',
  },
  {
    event: 'retention-run',
    kind: 'start',
    title: 'Began to archive what is due',
    description:
      'Somebody had what is due archived and removed before it was time for it by itself.',
  },
  {
    event: 'retention-run',
    kind: 'done',
    title: 'Archived what was due',
    description:
      'A run of retention did all that was due; how many events it archived and removed is kept with the event.',
  },
  {
    event: 'retention-run',
    kind: 'waiting',
    title: 'Could not archive all that was due',
    description:
      'A run of retention did what it could; what waits, and why, is kept with the event. Nothing is lost by it.',
  },
  {
    event: 'retention-run',
    kind: 'failed',
    title: 'Failed to archive what was due',
    description:
      'A run of retention could not go on; the next one goes on with what it began.',
  },
  {
    event: 'archive-write',
    kind: 'archive',
    title: 'Archived events',
    description:
      'The events of a month or day were written to a file of the archive, read back from it and compared with what was sealed, and left the live table.',
  },
  {
    event: 'archive-write',
    kind: 'remove',
    title: 'Removed events',
    description:
      'Events that had been kept as long as the policy says were removed for good; a signed statement of which there were remains.',
  },
  {
    event: 'archive-write',
    kind: 'restore',
    title: 'Restored archived events',
    description:
      'The events of a file of the archive are copied back into the live table for a time.',
  },
  {
    event: 'archive-write',
    kind: 'end-restore',
    title: 'Ended a restoration',
    description: 'A restoration of archived events was ended before its time.',
  },
  {
    event: 'archive-write',
    kind: 'return',
    title: 'Took restored events back',
    description:
      'The time of a restoration was over, and its events left the live table again; they are in the archive as before.',
  },
];
