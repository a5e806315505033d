// SPDX-License-Identifier: Apache-2.0
import { describeAction } from './describeAction';
import { EVENT_TYPES } from './eventTypes';
import { EventTypeIndex } from './EventTypeIndex';

describe('describeAction', () => {
  it.each([
    ['catalog.entity-mutate.delete', 'Deleted entity', 'catalog', false],
    ['catalog.entity-fetch.by-name', 'Read entity', 'catalog', true],
    ['permission.role-read.by-role', 'Read roles', 'access', true],
    ['catalog.rule-mutate', 'Rule mutate', 'catalog', false],
    ['quality.report-write.publish', 'Report write: publish', 'other', false],
    ['quality.read-report', 'Read report', 'other', true],
    ['quality.report_listAll', 'Report list all', 'other', false],
    ['quality', 'Quality', 'other', false],
    ['qeta.read-post', 'Read post', 'questions', true],
    [
      'orchestrator.abort-workflow.by-id',
      'Stopped workflow',
      'orchestrator',
      false,
    ],
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

describe('describeAction of what happened outside', () => {
  it.each([
    ['com.example.deploy.started', 'Deploy started'],
    ['com.github.pull_request.opened', 'Pull request opened'],
    ['com.example.started', 'Started'],
    ['io.cncf.build.finished.v1', 'Build finished'],
    ['de.example.door.opened', 'Door opened'],
    ['deploy.started', 'Deploy started'],
    ['db.backup.done', 'Db backup done'],
    ['google.cloud.object.finalized', 'Google cloud object finalized'],
    ['com.example', 'Com example'],
    ['https://example.com/types/deployStarted', 'Types deploy started'],
    ['urn:x:door-opened', 'Urn x door opened'],
    ['v1', 'V1'],
    ['...', 'External event'],
    ['', 'External event'],
  ])('calls %s %s', (type, title) => {
    expect(describeAction(`external.${type}`)).toMatchObject({
      action: `external.${type}`,
      title,
      category: 'external',
      read: false,
    });
  });
});

describe('EventTypeIndex', () => {
  const declared = {
    action: 'quality.report.publish',
    plugin: 'quality',
    event: 'report',
    title: 'Published report',
    description: 'A report was published.',
    category: 'reports',
    read: false,
  };
  const index = EventTypeIndex.of([...EVENT_TYPES, declared]);

  it('has the words of the last one who told, and those of the registry for the rest', () => {
    const action = 'catalog.entity-mutate.delete';
    const own = { ...declared, action, title: 'Removed entity' };
    expect(index.describe('quality.report.publish')).toEqual(declared);
    expect(index.describe(action)).toEqual(describeAction(action));
    expect(EventTypeIndex.of([...EVENT_TYPES, own]).describe(action)).toEqual(
      own,
    );
  });

  it('finds a kind by its event, and nothing that nobody told of', () => {
    const fetched = index.find('catalog.entity-fetch.of-a-new-kind');
    expect(fetched?.title).toBe(describeAction('catalog.entity-fetch').title);
    expect(index.find('quality.report.retract')).toBeUndefined();
    expect(index.find('quality')).toBeUndefined();
    expect(index.find('constructor.toString')).toBeUndefined();
  });

  it('has the category of the plugin for an action of it that nobody told of', () => {
    expect(index.describe('quality.report.retract')).toMatchObject({
      title: 'Report: retract',
      category: 'reports',
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
