// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { EntityChange } from '../changes/EntityChange';
import { entityState } from './__testUtils__/entityState';
import { actorOf } from './actorOf';

const AUTHOR = 'example.org/last-author';
const TARGET = 'https://git.example.org/a';
/** As locationSpecToMetadataName of the catalog backend names it. */
const LOCATION = {
  type: 'system',
  ref: `location:default/generated-${createHash('sha1')
    .update(`url:${TARGET}`)
    .digest('hex')}`,
  title: TARGET,
};

function actor(change: Partial<EntityChange>, authorAnnotation?: string) {
  return actorOf(
    { id: '1', seenAt: '2026-11-24T10:00:00Z', ...change },
    { versionNaming: false, authorAnnotation },
  );
}

function written(by: unknown) {
  return entityState({
    name: 'orders',
    metadata: { annotations: { [AUTHOR]: by } },
  });
}

describe('actorOf', () => {
  it('is the person whose act it follows from', () => {
    const person = { type: 'user', ref: 'user:default/jane' } as const;
    const cause = {
      operationId: '1',
      actor: person,
      kind: 'registered',
    } as const;
    expect(actor({ after: written('user:joe'), cause }, AUTHOR)).toEqual({
      actor: person,
    });
  });

  it.each(['user:default/joe', 'user:joe', 'User:Default/Joe'])(
    'is the author that the entity claims: %s',
    author => {
      const claimed = {
        actor: { type: 'user', ref: 'user:default/joe', via: LOCATION.ref },
        labels: ['claimed-actor'],
      };
      const after = written(author);
      expect(actor({ after }, AUTHOR)).toEqual(claimed);
      expect(actor({ before: written('user:jim'), after }, AUTHOR)).toEqual(
        claimed,
      );
    },
  );

  it('is no author who is not asked for, or not there, or no user', () => {
    const source = { actor: LOCATION };
    expect(actor({ after: written('user:joe') })).toEqual(source);
    expect(actor({ after: entityState({ name: 'a' }) }, AUTHOR)).toEqual(
      source,
    );
    for (const author of [
      'joe',
      'group:default/joes',
      'user:',
      'user:a b',
      7,
    ]) {
      expect(actor({ after: written(author) }, AUTHOR)).toEqual(source);
    }
    // Who wrote it last need not be who deleted it.
    expect(actor({ before: written('user:joe') }, AUTHOR)).toEqual(source);
  });

  it('is the provider that gave it to the catalog, or the catalog itself', () => {
    const from = (source: object) =>
      actor({ before: entityState({ name: 'a', source }) }).actor;
    expect(from({ provider: 'ldap' })).toEqual({
      type: 'system',
      ref: 'entity-provider:ldap',
      title: 'ldap',
    });
    expect(from({})).toEqual({ type: 'system', ref: 'plugin:catalog' });
  });
});
