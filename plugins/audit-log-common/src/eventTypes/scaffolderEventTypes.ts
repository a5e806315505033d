// SPDX-License-Identifier: Apache-2.0
import type { PluginEventTypes } from './EventTypeDefinition';

/** As `@backstage/plugin-scaffolder-backend` reports them. */
export const scaffolderEventTypes: PluginEventTypes = {
  plugin: 'scaffolder',
  category: 'scaffolder',
  types: [
    {
      event: 'task',
      kind: 'create',
      title: 'Started template',
      description: 'A run of a template was asked for.',
    },
    {
      event: 'task',
      kind: 'execution',
      title: 'Ran template',
      description:
        'The steps of a template were carried out, for the person who asked for the run.',
    },
    {
      event: 'task',
      kind: 'cancel',
      title: 'Cancelled template run',
      description: 'A run of a template was stopped.',
    },
    {
      event: 'task',
      kind: 'retry',
      title: 'Retried template run',
      description: 'A failed run of a template was started again.',
    },
    {
      event: 'task',
      kind: 'stale-cancel',
      title: 'Cancelled stale template run',
      description:
        'A run that had lost its worker was ended by the scaffolder.',
    },
    {
      event: 'task',
      kind: 'list',
      title: 'Listed template runs',
      description: 'Runs of templates were listed.',
      read: true,
    },
    {
      event: 'task',
      kind: 'get',
      title: 'Read template run',
      description: 'One run of a template was read.',
      read: true,
    },
    {
      event: 'task',
      kind: 'stream',
      title: 'Followed log of template run',
      description: 'The log of a run was followed while it was written.',
      read: true,
    },
    {
      event: 'task',
      kind: 'events',
      title: 'Read log of template run',
      description: 'The log of a run was read.',
      read: true,
    },
    {
      event: 'task',
      kind: 'dry-run',
      title: 'Tried out template',
      description: 'A template was run without effect, in the template editor.',
      read: true,
    },
    {
      event: 'template-parameter-schema',
      title: 'Read form of template',
      description: 'The parameters that a template asks for were read.',
      read: true,
    },
    {
      event: 'action-fetch',
      title: 'Listed template actions',
      description: 'The actions that templates can use were listed.',
      read: true,
    },
  ],
};
