// SPDX-License-Identifier: Apache-2.0

/**
 * What the registry says about one kind of operation.
 *
 * @public
 */
export interface EventTypeDefinition {
  /** Id of the event as the plugin reports it, such as entity-mutate. */
  readonly event: string;
  /** The kind of action or query that the plugin adds to it, such as delete. */
  readonly kind?: string;
  /** In words, such as "Deleted entity". */
  readonly title: string;
  readonly description: string;
  /** True when it changes nothing. With low severity it is a routine read, which is not recorded by default. */
  readonly read?: boolean;
}

/**
 * The event types of one plugin.
 *
 * @public
 */
export interface PluginEventTypes {
  readonly plugin: string;
  readonly category: string;
  readonly types: readonly EventTypeDefinition[];
}
