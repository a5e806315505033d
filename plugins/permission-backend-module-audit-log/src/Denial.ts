// SPDX-License-Identifier: Apache-2.0

/** What was asked and answered with a denial. */
export interface DeniedQuestion {
  readonly permission: string;
  readonly action?: string;
  readonly resourceType?: string;
  readonly resourceRef?: string;
}

/** A denied question of a person. */
export interface Denial extends DeniedQuestion {
  /** Entity reference. */
  readonly person: string;
  /** The plugin that asked on behalf of the person, such as `plugin:catalog`; the person's browser without it. */
  readonly askedBy?: string;
}
