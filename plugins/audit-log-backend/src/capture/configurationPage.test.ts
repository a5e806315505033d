// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { parse } from 'yaml';
import { RecordingSink } from './__testUtils__/RecordingSink';
import { createPipeline } from './pipeline';

const PACKAGE = resolve(__dirname, '../..');
const PAGE = readFileSync(
  resolve(PACKAGE, '../../docs/reference/configuration.md'),
  'utf8',
);

/** Keys as dotted paths below auditLog. Prettier sees to it that nesting is two spaces a level, in config.d.ts too. */
function declaredKeys(): readonly string[] {
  const path: string[] = [];
  const keys: string[] = [];
  const lines = readFileSync(resolve(PACKAGE, 'config.d.ts'), 'utf8').split(
    '\n',
  );
  for (const line of lines) {
    const [, indent, key, opens] =
      /^( +)(\w+)\??: .*?(\{$|;$)/.exec(line) ?? [];
    if (key) {
      path.length = indent.length / 2 - 1;
      path.push(key);
      const isGroup = opens === '{' && !line.includes('Array<');
      if (!isGroup) {
        keys.push(path.slice(1).join('.'));
      }
    }
  }
  return keys;
}

function exampleKeys(value: unknown, path: string = ''): readonly string[] {
  if (Array.isArray(value) && value.some(item => typeof item === 'object')) {
    return [path, ...value.flatMap(item => exampleKeys(item, path))];
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([key, field]) =>
        exampleKeys(field, path ? `${path}.${key}` : key),
      )
    : [path];
}

describe('docs/reference/configuration.md', () => {
  const example = parse(/```yaml\n([\s\S]*?)```/.exec(PAGE)![1]);

  it('describes every setting', () => {
    const described = [...PAGE.matchAll(/^\| `([\w.]+)`/gm)].map(
      ([, key]) => key,
    );
    const declared = declaredKeys();
    expect(declared).toContain('limits.metaSize');
    expect(declared).toContain('rules.effect');
    expect(described).toEqual(
      expect.arrayContaining(declared.map(key => key.replace(/^rules\./, ''))),
    );
  });

  it('shows every setting in its example, and no other', () => {
    const shown = exampleKeys(example.auditLog).map(key =>
      key.replace(/^(unfinishedAfter|maxDelay)\..*/, '$1'),
    );
    expect([...new Set(shown)].sort()).toEqual([...declaredKeys()].sort());
  });

  it('has an example that is taken', () => {
    expect(() =>
      createPipeline({
        config: new ConfigReader(example),
        logger: mockServices.logger.mock(),
        auth: mockServices.auth(),
        catalog: catalogServiceMock(),
        ledger: new RecordingSink(),
      }),
    ).not.toThrow();
  });
});
