// SPDX-License-Identifier: Apache-2.0
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { PermissionCatalog } from './PermissionCatalog';

type Answer = (response: ServerResponse) => void;

const json =
  (status: number, body: unknown): Answer =>
  response => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
const publishing = (...permissions: unknown[]) =>
  json(200, { permissions, rules: [] });
const permission = (name: string) => ({
  type: 'basic',
  name,
  attributes: { action: 'read' },
});

describe('PermissionCatalog', () => {
  let server: Server;
  let answers: Record<string, Answer>;
  let asked: { plugin: string; authorization?: string }[];

  beforeEach(async () => {
    answers = {};
    asked = [];
    server = createServer((request, response) => {
      const [, plugin, path] = /^\/api\/([^/]+)(.*)$/.exec(request.url!)!;
      asked.push({ plugin, authorization: request.headers.authorization });
      if (path !== '/.well-known/backstage/permissions/metadata') {
        json(400, {})(response);
        return;
      }
      (answers[plugin] ?? json(404, {}))(response);
    });
    await new Promise<void>(resolve => {
      server.listen(0, resolve);
    });
  });

  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  const catalogOf = (
    plugins: () => Promise<string[]>,
    patienceMs: () => number = () => 60_000,
  ) => {
    const { port } = server.address() as AddressInfo;
    return PermissionCatalog.create({
      auth: mockServices.auth({ pluginId: 'audit-log' }),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async id => `http://localhost:${port}/api/${id}`,
      }),
      plugins,
      get patienceMs() {
        return patienceMs();
      },
    });
  };

  it('asks each plugin with a token of the service, and takes what it publishes', async () => {
    answers.toy = publishing(
      {
        type: 'resource',
        name: 'toy.box.delete',
        attributes: { action: 'delete' },
        resourceType: 'toy-box',
      },
      { type: 'basic', name: 'toy.play', attributes: { action: 'juggle' } },
      { name: 7 },
      null,
    );
    answers.app = response => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html></html>');
    };
    answers.bare = json(200, { rules: [] });
    const catalog = catalogOf(async () => ['toy', 'app', 'bare', 'no', 'toy']);
    const { plugins, unavailable, refreshedAt } = await catalog.list();
    expect(plugins.get('toy')).toEqual([
      { name: 'toy.box.delete', action: 'delete', resourceType: 'toy-box' },
      { name: 'toy.play' },
    ]);
    expect(plugins.get('app')).toEqual([]);
    expect(plugins.get('bare')).toEqual([]);
    expect(plugins.get('no')).toEqual([]);
    expect(unavailable.size).toBe(0);
    expect(refreshedAt).toEqual(expect.any(Number));
    expect(asked.map(({ plugin }) => plugin).sort()).toEqual([
      'app',
      'bare',
      'no',
      'toy',
    ]);
    for (const { plugin, authorization } of asked) {
      expect(authorization).toContain('"plugin:audit-log"');
      expect(authorization).toContain(`"${plugin}"`);
    }
  });

  it('keeps what plugins said before that are down or confused, and names them', async () => {
    const all = ['down', 'broken', 'text', 'fine'];
    for (const plugin of all) {
      answers[plugin] = publishing(permission(`${plugin}.read`));
    }
    const catalog = catalogOf(async () => all);
    await catalog.refresh();
    answers.down = json(503, { error: { name: 'Down', message: 'away' } });
    answers.broken = json(200, { permissions: 'all of them' });
    answers.text = response => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{');
    };
    answers.fine = publishing(permission('fine.write'));
    await catalog.refresh();
    const { plugins, unavailable } = await catalog.list();
    for (const plugin of ['down', 'broken', 'text']) {
      expect(plugins.get(plugin)).toEqual([
        { name: `${plugin}.read`, action: 'read' },
      ]);
    }
    expect(plugins.get('fine')).toEqual([
      { name: 'fine.write', action: 'read' },
    ]);
    expect(Object.fromEntries(unavailable)).toEqual({
      down: expect.stringContaining('503'),
      broken: 'It answered with something that is no list of permissions',
      text: 'It answered with something that is no list of permissions',
    });

    // What is not installed any more is not listed any more; what answers again is as it says.
    answers.down = publishing();
    all.splice(0, all.length, 'down', 'fine');
    await catalog.refresh();
    const later = await catalog.list();
    expect([...later.plugins.keys()].sort()).toEqual(['down', 'fine']);
    expect(later.plugins.get('down')).toEqual([]);
    expect(later.unavailable.size).toBe(0);
  });

  it('keeps what a plugin said before that does not answer, and names it', async () => {
    answers.slow = publishing(permission('slow.read'));
    let patienceMs = 60_000;
    const catalog = catalogOf(
      async () => ['slow'],
      () => patienceMs,
    );
    await catalog.refresh();
    patienceMs = 20;
    answers.slow = () => {};
    await catalog.refresh();
    const { plugins, unavailable } = await catalog.list();
    expect(plugins.get('slow')).toEqual([
      { name: 'slow.read', action: 'read' },
    ]);
    expect(Object.fromEntries(unavailable)).toEqual({
      slow: 'It did not answer in time',
    });
  });

  it('gives what is known at once, and asks in the background when it is old', async () => {
    answers.toy = publishing(permission('toy.old'));
    const catalog = catalogOf(async () => ['toy']);
    const before = await catalog.list();
    let release = () => {};
    const answered = new Promise<void>(resolve => {
      answers.toy = response => {
        release = () => publishing(permission('toy.new'))(response);
        resolve();
      };
    });
    expect(await catalog.list()).toBe(before);
    expect(asked).toHaveLength(1);

    const clock = jest
      .spyOn(Date, 'now')
      .mockReturnValue(before.refreshedAt! + 60_000);
    expect(await catalog.list()).toBe(before);
    expect(await catalog.list()).toBe(before);
    clock.mockRestore();
    await answered;
    const refreshed = catalog.refresh();
    release();
    await refreshed;
    expect(asked).toHaveLength(2);
    expect((await catalog.list()).plugins.get('toy')).toEqual([
      { name: 'toy.new', action: 'read' },
    ]);
  });

  it('stops in the middle of asking, and forgets nothing', async () => {
    answers.toy = publishing(permission('toy.read'));
    const catalog = catalogOf(async () => ['toy']);
    const before = await catalog.list();
    const hanging = new Promise<void>(resolve => {
      answers.toy = () => resolve();
    });
    const stop = new AbortController();
    const running = catalog.run(stop.signal);
    await hanging;
    stop.abort();
    await running;
    expect(await catalog.list()).toBe(before);
  });
});
