// SPDX-License-Identifier: Apache-2.0
import { mayNameProject, mayUseSource } from './keyScope';

describe('what a key may report', () => {
  it.each([
    ['/jenkins', '/jenkins', true],
    ['/jenkins', '/jenkins/1', false],
    ['/jenkins', '/Jenkins', false],
    ['/jenkins/*', '/jenkins/', true],
    ['/jenkins/*', '/jenkins/a/b', true],
    ['/jenkins/*', '/jenkins', false],
    ['/jenkins/*', 'x/jenkins/', false],
    ['/jenkins/*', '/jenkins/*', true],
    ['a.c', 'abc', false],
  ])('of sources with %s: %s is %s', (pattern, source, expected) => {
    expect(mayUseSource({ sources: ['/other', pattern] }, source)).toBe(
      expected,
    );
  });

  it.each([
    ['any', 'system:default/billing', true],
    [['system:default/retail'], 'System:Default/Retail', true],
    [['system:default/retail'], 'system:retail', true],
    [['system:default/retail'], 'system:default/billing', false],
    [['system:default/retail'], 'retail', false],
    [['system:default/retail'], '__proto__', false],
    [[], 'system:default/retail', false],
  ] as const)(
    'of projects with %j: %s is %s',
    (projects, project, expected) => {
      expect(mayNameProject({ projects }, project)).toBe(expected);
    },
  );
});
