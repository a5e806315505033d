// SPDX-License-Identifier: Apache-2.0
import { initials } from '../cells/initials';
import { catalogEntity, shortReference } from './reference';

describe('references', () => {
  it('know what has a page in the catalog', () => {
    expect(catalogEntity('component:default/website')).toEqual({
      kind: 'component',
      namespace: 'default',
      name: 'website',
    });
    for (const other of [
      'task:0190a7c2',
      'plugin:catalog',
      'external:ci/main',
      'nothing',
      'a:b:c/d',
      '',
    ]) {
      expect(catalogEntity(other)).toBeUndefined();
    }
  });

  it('are short where that is not ambiguous', () => {
    expect(shortReference('user:default/jane')).toBe('jane');
    expect(shortReference('user:external/jane')).toBe('external/jane');
    expect(shortReference('plugin:catalog')).toBe('plugin:catalog');
  });

  it.each([
    ['Jane Mary Doe', 'JD'],
    ['jane.doe', 'JD'],
    ['田中 雪 🦊', '田雪'],
    ['🦊', ''],
  ])('have initials in any script: %s', (name, expected) => {
    expect(initials(name)).toBe(expected);
  });
});
