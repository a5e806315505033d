// SPDX-License-Identifier: Apache-2.0
import type { PluginEventTypes } from './EventTypeDefinition';

/** As `backstage-plugin-auth-backend-module-audit-log` reports them for the auth plugin, which reports nothing itself. */
export const authEventTypes: PluginEventTypes = {
  plugin: 'auth',
  category: 'sign-in',
  types: [
    {
      event: 'sign-in',
      kind: 'start',
      title: 'Signed in',
      description:
        'Somebody signed in to the portal, or was refused; the provider is kept with the event, and the reason.',
    },
    {
      event: 'sign-in',
      kind: 'resume',
      title: 'Resumed session',
      description:
        'Somebody came back with a session that was not heard of lately: the browser had kept it, or another replica or an earlier run of the backend saw it begin.',
    },
    {
      event: 'sign-out',
      kind: 'end',
      title: 'Signed out',
      description:
        'Somebody signed out of the portal; it is nobody when the session was not heard of lately.',
    },
  ],
};
