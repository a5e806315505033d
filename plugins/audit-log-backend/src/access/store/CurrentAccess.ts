// SPDX-License-Identifier: Apache-2.0
import {
  AccessDecider,
  type AccessSnapshot,
} from 'backstage-plugin-audit-log-node';
import type { AccessModel } from '../model/AccessModel';
import { compileSnapshot } from '../model/compileSnapshot';
import type { AccessState } from '../operations/readState';

/** A model, the state of the database that it is of, and what is made of it when somebody wants it. */
export class CurrentAccess {
  static create(state: AccessState, model: AccessModel): CurrentAccess {
    return new CurrentAccess(state, model);
  }

  #snapshot: AccessSnapshot | undefined;
  #decider: AccessDecider | undefined;

  private constructor(
    readonly state: AccessState,
    readonly model: AccessModel,
  ) {}

  get snapshot(): AccessSnapshot {
    this.#snapshot ??= compileSnapshot(this.model);
    return this.#snapshot;
  }

  get decider(): AccessDecider {
    this.#decider ??= AccessDecider.create(this.snapshot);
    return this.#decider;
  }

  isOf(state: AccessState): boolean {
    return (
      this.state.version === state.version &&
      this.state.directoryVersion === state.directoryVersion
    );
  }

  isAtLeast(state: AccessState): boolean {
    return (
      this.state.version >= state.version &&
      this.state.directoryVersion >= state.directoryVersion
    );
  }
}
