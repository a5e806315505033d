// SPDX-License-Identifier: Apache-2.0
import type { Entity } from '@backstage/catalog-model';
import type { Severity } from 'backstage-plugin-audit-log-common';

/** The events by which changes of a kind of entity are called. */
export interface Words {
  /** Of what came, changed or went. */
  readonly change: string;
  readonly version: string;
  /** Of a change of its lifecycle, where that is a stage on a way. */
  readonly promotion?: string;
  /** Of a change of what configures it, where that is told apart. */
  readonly configuration?: string;
  /** Of all these but of its deletion. */
  readonly severity: Severity;
}

const OTHERS: Words = {
  change: 'entity-change',
  version: 'entity-version',
  severity: 'low',
};
const PROJECT: Words = {
  ...OTHERS,
  change: 'project-change',
  configuration: 'project-configuration',
  severity: 'medium',
};
const WORDS: ReadonlyMap<string, Words> = new Map([
  ['system', PROJECT],
  ['domain', PROJECT],
  [
    'api',
    {
      change: 'api-proxy-change',
      version: 'api-proxy-version',
      promotion: 'api-proxy-promotion',
      severity: 'medium',
    },
  ],
  [
    'component',
    { ...OTHERS, promotion: 'component-promotion', severity: 'medium' },
  ],
]);

export function wordsOf({ kind }: Entity): Words {
  return WORDS.get(kind.toLocaleLowerCase('en-US')) ?? OTHERS;
}
