// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';

const PAGE = resolve(
  __dirname,
  '../../../../../docs/guides/record-from-a-plugin.md',
);

/** The files that the tutorial shows, by their names. */
const FILES: ReadonlyMap<string, string> = new Map(
  [
    ...readFileSync(PAGE, 'utf8').matchAll(
      /^```ts\n\/\/ src\/([\w.]+)\.ts\n([\s\S]*?)^```/gm,
    ),
  ].map(([, name, code]) => [name, code]),
);
const loaded = new Map<string, object>();

/** What a file of the tutorial exports, as a reader who copies all of them would have it. */
export function tutorialFile(name: string): any {
  const known = loaded.get(name);
  if (known) {
    return known;
  }
  const code = FILES.get(name);
  if (code === undefined) {
    throw new Error(`The tutorial has no file ${name}`);
  }
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
    },
  });
  const module = { exports: {} };
  loaded.set(name, module.exports);
  // The code is ours, and to be run where the globals of jest are.
  // eslint-disable-next-line no-new-func
  const run = new Function('module', 'exports', 'require', outputText);
  run(module, module.exports, (id: string) =>
    id.startsWith('./') ? tutorialFile(id.slice(2)) : require(id),
  );
  return module.exports;
}
