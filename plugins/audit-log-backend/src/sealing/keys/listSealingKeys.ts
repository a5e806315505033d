// SPDX-License-Identifier: Apache-2.0
import type { SealingKey } from 'backstage-plugin-audit-log-common';
import { VerifierKey } from 'backstage-plugin-audit-log-verify';
import type { Knex } from 'knex';
import { readSealingKeys } from '../operations/sealingKeyRows';
import type { SealingKeys } from './SealingKeys';

/** All public keys of the ledger: those that sign, those that are believed, and those that are only known to have been used. */
export async function listSealingKeys(
  knex: Knex,
  keys: SealingKeys,
): Promise<SealingKey[]> {
  const found = new Map<string, SealingKey>();
  const add = (id: string, verifier: string, state: SealingKey['state']) => {
    if (!found.has(verifier)) {
      found.set(verifier, { id, verifier, state });
    }
  };
  keys.signing.forEach(({ id, verifier }) => add(id, verifier, 'signing'));
  keys.retired.forEach(({ id, text }) => add(id, text, 'retired'));
  for (const verifier of await readSealingKeys(knex)) {
    const key = parsed(verifier);
    if (key) {
      add(key.id, verifier, keys.believes(key) ? 'retired' : 'unknown');
    }
  }
  return [...found.values()];
}

/** Undefined for what is no key, which only somebody else can have written. */
function parsed(verifier: string): VerifierKey | undefined {
  try {
    return VerifierKey.parse(verifier);
  } catch {
    return undefined;
  }
}
