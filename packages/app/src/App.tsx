// SPDX-License-Identifier: Apache-2.0
import { createApp } from '@backstage/frontend-defaults';
import { navigationModule } from './modules/navigation';
import { signInModule } from './modules/signIn';

// The plugins themselves come from package.json, by `app.packages: all` in app-config.yaml.
export default createApp({
  features: [navigationModule, signInModule],
});
