// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { USAGE } from './cli/usage';

const root = join(__dirname, '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const sources = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts') && !/\.test\.ts$|__\w+__/.test(name))
  .map(name => [name, readFileSync(join(__dirname, name), 'utf8')] as const);

it('needs nothing but Node', () => {
  expect(manifest.dependencies).toBeUndefined();
  expect(manifest.peerDependencies).toBeUndefined();
  expect(sources.length).toBeGreaterThan(30);
  const foreign = sources.flatMap(([name, text]) =>
    [...text.matchAll(/(?:from|import|require)\s*\(?\s*'([^']+)'/g)]
      .filter(([, module]) => !/^(node:|\.\.?\/)/.test(module))
      .map(([, module]) => `${name}: ${module}`),
  );
  expect(foreign).toEqual([]);
});

it('publishes its command, and what the command runs', () => {
  expect(manifest.bin).toBe('bin/verify.js');
  expect(manifest.files).toEqual(['bin', 'dist']);
  expect(manifest.publishConfig.main).toBe('dist/index.cjs.js');
});

it('is told of in the guide as it tells of itself', () => {
  const guide = readFileSync(
    join(root, '../../docs/guides/verify-the-trail.md'),
    'utf8',
  );
  expect(guide).toContain(`\`\`\`text\n${USAGE}\n\`\`\``);
});
