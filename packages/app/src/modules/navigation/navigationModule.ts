// SPDX-License-Identifier: Apache-2.0
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { NavContentBlueprint } from '@backstage/plugin-app-react';
import { Navigation } from './Navigation';

/** Puts our own sidebar in the place of the stock one. */
export const navigationModule = createFrontendModule({
  pluginId: 'app',
  extensions: [NavContentBlueprint.make({ params: { component: Navigation } })],
});
