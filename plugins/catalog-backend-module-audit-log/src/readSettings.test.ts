// SPDX-License-Identifier: Apache-2.0
import { ConfigReader } from '@backstage/config';
import { readSettings } from './readSettings';

const read = (catalog?: object) =>
  readSettings(new ConfigReader({ auditLog: { catalog } }));

describe('readSettings', () => {
  it('has a default for everything', () => {
    expect(readSettings(new ConfigReader({}))).toEqual({
      settleMs: 30_000,
      settleRebuildMs: 900_000,
      versionNaming: false,
    });
  });

  it('reads what is set', () => {
    expect(
      read({
        settle: { seconds: 0 },
        settleRebuild: '1d',
        versionNaming: true,
        authorAnnotation: 'example.org/author',
      }),
    ).toEqual({
      settleMs: 0,
      settleRebuildMs: 86_400_000,
      versionNaming: true,
      authorAnnotation: 'example.org/author',
    });
  });

  it.each([
    ['settle', '11m'],
    ['settle', 'soon'],
    ['settle', { seconds: -1 }],
    ['settleRebuild', '25h'],
    ['versionNaming', 'sometimes'],
    ['authorAnnotation', ''],
  ])('says what is wrong with %s: %j', (key, value) => {
    expect(() => read({ [key]: value })).toThrow(`auditLog.catalog.${key}`);
  });
});
