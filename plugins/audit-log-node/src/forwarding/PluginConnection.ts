// SPDX-License-Identifier: Apache-2.0
import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';

/**
 * By what the events of a plugin reach an audit log in another process: it is the plugin itself that sends them, with a
 * service token of its own.
 *
 * @public
 */
export interface PluginConnection {
  readonly auth: AuthService;
  readonly discovery: DiscoveryService;
}
