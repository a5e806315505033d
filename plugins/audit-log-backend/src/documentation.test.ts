// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  accessControlPermissions,
  auditLogAdministrationPermissions,
  auditLogPermissions,
} from 'backstage-plugin-audit-log-common';
import { SigningKey } from 'backstage-plugin-audit-log-verify';
import ts from 'typescript';
import { parse } from 'yaml';
import { Administrators } from './access/Administrators';
import { readInvitationSettings } from './access/invitations/InvitationSettings';
import { readAccessSettings } from './access/readAccessSettings';
import { readAuthorizationMode } from './access/readAuthorizationMode';
import { createPipeline } from './capture';
import { readRetentionSettings } from './retention/readRetentionSettings';
import { readArchiveSettings } from './retention/store/readArchiveSettings';
import { readSealingSettings } from './sealing/SealingSettings';
import { builtInEventTypes } from './capture/__testUtils__/builtInEventTypes';

/** What the variable holds in which snippets have a key, as YAML takes it. */
const sealingKey = () => JSON.stringify(SigningKey.generate('key').toPem());

const REPOSITORY = resolve(__dirname, '../../..');

/** Markdown of the repository that people are pointed to. */
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(resolve(REPOSITORY, 'plugins'))
    .map(name => `plugins/${name}/README.md`)
    .filter(path => existsSync(resolve(REPOSITORY, path))),
  ...readdirSync(resolve(REPOSITORY, 'docs'), { recursive: true })
    .map(name => `docs/${name}`)
    .filter(path => path.endsWith('.md')),
].map(path => ({
  path,
  text: readFileSync(resolve(REPOSITORY, path), 'utf8'),
}));

interface Snippet {
  readonly page: string;
  readonly language: string;
  readonly code: string;
}

const SNIPPETS: readonly Snippet[] = PAGES.flatMap(({ path, text }) =>
  [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].map(
    ([, language, code]) => ({ page: path, language, code }),
  ),
);

/** What a heading is called in a link, as GitHub has it. */
function anchorsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading
      .toLocaleLowerCase('en-US')
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('documentation', () => {
  it.each(PAGES)('$path links to what is there', ({ path, text }) => {
    const prose = text.replace(/^```[\s\S]*?^```/gm, '');
    const links = [
      ...[...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link),
      ...[...prose.matchAll(/(?:src|srcset|href)="([^"]+)"/g)].map(
        ([, link]) => link,
      ),
    ].filter(link => !/^(https?|mailto):/.test(link));
    const broken = links.filter(link => {
      const [file, anchor] = link.split('#');
      const target = file
        ? resolve(REPOSITORY, dirname(path), file)
        : resolve(REPOSITORY, path);
      return (
        relative(REPOSITORY, target).startsWith('..') ||
        !existsSync(target) ||
        (anchor && !anchorsOf(readFileSync(target, 'utf8')).includes(anchor))
      );
    });
    expect(broken).toEqual([]);
  });

  it('shows every picture that there is', () => {
    const shown = PAGES.map(({ text }) => text).join();
    const pictures = readdirSync(resolve(REPOSITORY, 'docs/images'));
    expect(pictures.filter(name => !shown.includes(`images/${name}`))).toEqual(
      [],
    );
  });

  it.each(SNIPPETS.filter(({ language }) => language === 'yaml'))(
    '$page has YAML that can be read',
    ({ code }) => {
      expect(parse(code)).toBeInstanceOf(Object);
    },
  );

  const configurations = SNIPPETS.filter(
    ({ language, code }) => language === 'yaml' && /^auditLog:/m.test(code),
  );

  it.each(configurations)('$page has settings that work', ({ code }) => {
    const config = new ConfigReader({
      app: { baseUrl: 'https://portal.example' },
      permission: { enabled: true },
      ...parse(code.replace(/\$\{AUDIT_LOG_SEALING_KEY\w*\}/g, sealingKey)),
    });
    expect(() => {
      Administrators.fromConfig(config);
      readAccessSettings(config);
      readInvitationSettings(config);
      readSealingSettings(config);
      readRetentionSettings(config);
      readArchiveSettings(config);
      readAuthorizationMode(config);
      createPipeline({
        eventTypes: builtInEventTypes(),
        config,
        logger: mockServices.logger.mock(),
        auth: mockServices.auth(),
        catalog: catalogServiceMock(),
        ledger: { append: async () => {} },
      });
    }).not.toThrow();
  });

  const programs = SNIPPETS.filter(({ language }) => /^tsx?$/.test(language));

  it.each([
    'docs/guides/decide-who-may-read.md',
    'plugins/audit-log-backend/README.md',
  ])('%s has every permission, and no other', path => {
    const { text } = PAGES.find(page => page.path === path)!;
    const rows = [...text.matchAll(/^\| `([a-z-]+\.[a-z]+)` +\|/gm)];
    expect(rows.map(([, name]) => name)).toEqual(
      [
        ...auditLogPermissions,
        ...auditLogAdministrationPermissions,
        ...accessControlPermissions,
      ].map(({ name }) => name),
    );
  });

  it('has code that compiles', () => {
    expect(programs.length).toBeGreaterThan(10);
    expect(problemsOf(programs)).toEqual([]);
  }, 600_000);

  it('would find code that does not', () => {
    const wrong = [
      "import { nothing } from 'backstage-plugin-audit-log-node';",
      "backend.add(import('backstage-plugin-nothing'));",
      'if (true) {',
    ].map(code => ({ page: code, language: 'ts', code }));
    expect(problemsOf(wrong)).toEqual(
      wrong.map(({ code }) => expect.stringContaining(`${code}: `)),
    );
  }, 600_000);
});

/** What a reader has already: a name such as `backend`, as a variable or as a shorthand property. */
const UNKNOWN_NAMES = [2304, 2552, 18004];

/** Where a snippet stands: beside the others of its page, when its first line names a file. */
function fileOf({ page, language, code }: Snippet, index: number): string {
  const [, name] = /^\/\/ src\/([\w.]+)\n/.exec(code) ?? [];
  return name
    ? resolve(__dirname, 'snippets', page, name)
    : resolve(__dirname, `snippet-${index}.${language}`);
}

/** What the compiler says of snippets that stand in a portal. */
function problemsOf(snippets: readonly Snippet[]): readonly string[] {
  const { config } = ts.readConfigFile(
    resolve(REPOSITORY, 'tsconfig.json'),
    ts.sys.readFile,
  );
  const { options } = ts.parseJsonConfigFileContent(
    { ...config, include: [], files: [] },
    ts.sys,
    REPOSITORY,
  );
  const files = new Map(
    snippets.map((snippet, index) => [fileOf(snippet, index), snippet]),
  );
  const folders = new Set([...files.keys()].map(name => dirname(name)));
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, directoryExists } = host;
  host.fileExists = name => files.has(name) || fileExists(name);
  host.directoryExists = name => folders.has(name) || directoryExists!(name);
  host.getSourceFile = (name, ...rest) => {
    const snippet = files.get(name);
    return snippet
      ? ts.createSourceFile(
          name,
          // A module of its own, also if it imports nothing.
          `${snippet.code}\nexport {};`,
          ts.ScriptTarget.ES2022,
        )
      : getSourceFile(name, ...rest);
  };
  const program = ts.createProgram(
    [...files.keys()],
    {
      ...options,
      module: ts.ModuleKind.ESNext,
      noEmit: true,
      noUnusedLocals: false,
    },
    host,
  );
  return [...files].flatMap(([name, { page }]) => {
    const source = program.getSourceFile(name);
    return [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ]
      .map(({ code, messageText }) => ({
        code,
        text: ts.flattenDiagnosticMessageText(messageText, '\n'),
      }))
      .filter(
        ({ code, text }) =>
          !UNKNOWN_NAMES.includes(code) &&
          // A file of the reader's own.
          !text.startsWith("Cannot find module './"),
      )
      .map(({ text }) => `${page}: ${text}`);
  });
}
