// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { parse } from 'yaml';
import { builtInEventTypes } from './__testUtils__/builtInEventTypes';
import { RecordingSink } from './__testUtils__/RecordingSink';
import { createPipeline } from './pipeline';

const REPOSITORY = resolve(__dirname, '../../../..');
const PAGE = readFileSync(
  resolve(REPOSITORY, 'docs/reference/configuration.md'),
  'utf8',
);

/** Of every package that has settings. */
const DECLARATIONS = ['packages', 'plugins']
  .flatMap(folder =>
    readdirSync(resolve(REPOSITORY, folder)).map(name =>
      resolve(REPOSITORY, folder, name, 'config.d.ts'),
    ),
  )
  .filter(existsSync);

/** Keys as dotted paths. Prettier sees to it that nesting is two spaces a level, in config.d.ts too. */
function keysIn(declaration: string): readonly string[] {
  const path: string[] = [];
  const keys: string[] = [];
  for (const line of readFileSync(declaration, 'utf8').split('\n')) {
    const [, indent, key, opens] =
      /^( +)(\w+)\??: .*?(\{$|;$)/.exec(line) ?? [];
    if (key) {
      path.length = indent.length / 2 - 1;
      path.push(key);
      const isGroup = opens === '{' && !line.includes('Array<');
      if (!isGroup) {
        keys.push(path.join('.'));
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
  const [example, ...furtherExamples] = Array.from(
    PAGE.matchAll(/```yaml\n([\s\S]*?)```/g),
    ([, code]) => parse(code),
  );
  const declared = DECLARATIONS.flatMap(keysIn);

  it('describes every setting of every package', () => {
    const described = [...PAGE.matchAll(/^\| `([\w.]+)`/gm)].map(
      ([, key]) => key,
    );
    expect(declared).toEqual(
      expect.arrayContaining([
        'auditLog.limits.metaSize',
        'auditLog.rules.effect',
        'auditLog.signIns.newSessionAfter',
        'auditLog.accessControl.fallback',
        'portal.policy',
      ]),
    );
    expect(described).toEqual(
      expect.arrayContaining(
        declared.map(key => key.replace(/^auditLog\.(rules\.)?/, '')),
      ),
    );
  });

  it('shows every setting of the audit log in its examples, and no other', () => {
    const shown = exampleKeys([example, ...furtherExamples])
      .filter(Boolean)
      .map(key => key.replace(/\.(unfinishedAfter|maxDelay)\..*/, '.$1'));
    expect([...new Set(shown)].sort()).toEqual(
      declared.filter(key => key.startsWith('auditLog.')).sort(),
    );
  });

  it('has an example that is taken', () => {
    expect(() =>
      createPipeline({
        eventTypes: builtInEventTypes(),
        config: new ConfigReader(example),
        logger: mockServices.logger.mock(),
        auth: mockServices.auth(),
        catalog: catalogServiceMock(),
        ledger: new RecordingSink(),
      }),
    ).not.toThrow();
  });
});
