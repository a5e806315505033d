// SPDX-License-Identifier: Apache-2.0
import { DEFAULT_LIMITS, boundEvent } from 'backstage-plugin-audit-log-node';
import { auditEvent } from '../../__testUtils__/auditEvent';
import { eventOfDraft } from './DraftEvent';
import { readItem } from './readItem';

const read = (content: object, pluginId = 'catalog') =>
  readItem(content, 'own', { kind: 'plugin', pluginId }, Date.now());

describe('what a plugin reports', () => {
  it('is recorded as it is, whatever its own process has made of it', () => {
    const deep = (levels: number): object =>
      levels === 0 ? {} : { ['k'.repeat(300)]: deep(levels - 1) };
    const event = boundEvent(
      auditEvent({
        actor: { type: 'user', ref: '', title: '', via: 'plugin:scaffolder' },
        targets: Array.from({ length: 200 }, (_, n) => ({
          ref: `a:b/${'c'.repeat(n * 3)}`,
          title: '',
        })),
        projects: Array.from({ length: 50 }, (_, n) => ({
          ref: `system:a/${n}`,
        })),
        meta: { deep: deep(40), long: 'word '.repeat(10_000) } as any,
        changes: Array.from({ length: 600 }, (_, n) => ({
          path: `/~1/${'x'.repeat(n * 5)}`,
          after: deep(20),
        })),
        error: { name: 'E', message: 'm'.repeat(100_000) },
        labels: ['a'],
        redacted: ['/meta/secret'],
      }),
      DEFAULT_LIMITS,
    );
    const { draft } = read(JSON.parse(JSON.stringify(event)));
    if (!draft.ok) {
      throw new Error(draft.rejection.message);
    }
    const recorded = eventOfDraft(draft.value, event.id);
    expect(recorded).toEqual({ ...event, recordedAt: recorded.recordedAt });
  });

  it.each<[string, object, string | undefined]>([
    ['its own', { action: 'catalog.entity-mutate.delete' }, undefined],
    ['an event alone', { action: 'catalog.entity-mutate' }, undefined],
    [
      'an event with dots in it',
      { action: 'catalog.a.b.c', event: 'a.b' },
      undefined,
    ],
    ['of a plugin alike', { action: 'catalog-import.x' }, 'plugin'],
    ['of itself alone', { action: 'catalog' }, 'plugin'],
    ['of another', { action: 'catalog.x', plugin: 'scaffolder' }, 'plugin'],
    ['with another event', { action: 'catalog.x.y', event: 'y' }, 'invalid'],
    ['with half an event', { action: 'catalog.xy', event: 'x' }, 'invalid'],
  ])('is told apart: %s', (_, content, reason) => {
    const { draft } = read({ id: '1', ...content });
    expect(draft.ok ? undefined : draft.rejection.reason).toBe(reason);
  });
});
