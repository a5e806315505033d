// SPDX-License-Identifier: Apache-2.0
import { describeAction } from './describeAction';
import { EVENT_TYPES } from './eventTypes';

describe('describeAction', () => {
  it.each([
    ['catalog.entity-mutate.delete', 'Deleted entity', 'catalog', false],
    ['catalog.entity-fetch.by-name', 'Read entity', 'catalog', true],
    ['permission.role-read.by-role', 'Read roles', 'access', true],
    ['catalog.rule-mutate', 'Rule mutate', 'catalog', false],
    ['quality.report-write.publish', 'Report write: publish', 'other', false],
    ['qeta.read-post', 'Read post', 'other', true],
    ['qeta.post_listAll', 'Post list all', 'other', false],
    ['qeta', 'Qeta', 'other', false],
    ['constructor.toString', 'To string', 'other', false],
    ['', '', 'other', false],
  ])('describes %s', (action, title, category, read) => {
    expect(describeAction(action)).toMatchObject({
      action,
      title,
      category,
      read,
    });
  });
});

describe('EVENT_TYPES', () => {
  it('has each action once, with words for people', () => {
    const actions = EVENT_TYPES.map(({ action }) => action);
    expect(new Set(actions).size).toBe(actions.length);
    for (const { title, description } of EVENT_TYPES) {
      expect(title).toMatch(/^[A-Z][A-Za-z ]+[a-zA-Z]$/);
      expect(description).toMatch(/^[A-Z].*\.$/);
    }
  });
});
