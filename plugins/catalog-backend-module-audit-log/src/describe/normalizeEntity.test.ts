// SPDX-License-Identifier: Apache-2.0
import type { Entity } from '@backstage/catalog-model';
import { normalizeEntity } from './normalizeEntity';

const WRITTEN: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'API',
  metadata: {
    name: 'orders',
    namespace: 'default',
    title: 'Orders',
    labels: { tier: 'one' },
    annotations: { 'example.org/cost-center': '12' },
  },
  spec: { type: 'openapi', lifecycle: 'production', owner: 'group:orders' },
};

function annotated(annotations: Record<string, string>): Entity {
  return { ...WRITTEN, metadata: { ...WRITTEN.metadata, annotations } };
}

describe('normalizeEntity', () => {
  it('leaves what the source says', () => {
    const processed = {
      ...annotated({
        ...WRITTEN.metadata.annotations,
        'backstage.io/managed-by-location': 'file:/srv/catalog-info.yaml',
        'backstage.io/managed-by-origin-location': 'file:/srv/all.yaml',
        'backstage.io/orphan': 'true',
      }),
      relations: [{ type: 'ownedBy', targetRef: 'group:default/orders' }],
      status: { items: [{ type: 'processing', level: 'error', message: '' }] },
    };
    Object.assign(processed.metadata, { uid: '1', etag: '2', generation: 3 });
    const before = structuredClone(processed);
    expect(normalizeEntity(processed)).toEqual(WRITTEN);
    expect(normalizeEntity(normalizeEntity(processed))).toEqual(WRITTEN);
    expect(processed).toEqual(before);
  });

  it('leaves no empty field behind', () => {
    const { metadata } = normalizeEntity(
      annotated({ 'backstage.io/managed-by-location': 'file:/srv/a.yaml' }),
    );
    expect(metadata).not.toHaveProperty('annotations');
  });

  // What resolveEditUrl and resolveUrl('./') of @backstage/integration make of the first.
  it.each([
    [
      'https://github.com/o/r/blob/main/apis/catalog-info.yaml',
      'https://github.com/o/r/edit/main/apis/catalog-info.yaml',
      'https://github.com/o/r/tree/main/apis/',
    ],
    [
      'https://gitlab.com/g/s/r/-/blob/main/a/catalog-info.yaml',
      'https://gitlab.com/g/s/r/-/edit/main/a/catalog-info.yaml',
      'https://gitlab.com/g/s/r/-/blob/main/a/',
    ],
    [
      'https://dev.azure.com/o/p/_git/r?path=/a/catalog-info.yaml&version=GBmain',
      'https://dev.azure.com/o/p/_git/r?path=/a/catalog-info.yaml&version=GBmain',
      'https://dev.azure.com/o/p/_git/r?path=%2Fa%2F&version=GBmain',
    ],
    [
      'https://bitbucket.org/o/r/src/master/catalog-info.yaml',
      'https://bitbucket.org/o/r/src/master/catalog-info.yaml?mode=edit&at=master',
      'https://bitbucket.org/o/r/src/master/',
    ],
    [
      'https://gitea.example.org/o/r/src/branch/main/catalog-info.yaml',
      'https://gitea.example.org/o/r/_edit/main/catalog-info.yaml',
      'https://gitea.example.org/o/r/src/branch/main/',
    ],
  ])('leaves out links that follow from %s', (view, edit, folder) => {
    expect(
      normalizeEntity(
        annotated({
          'backstage.io/managed-by-location': `url:${view}`,
          'backstage.io/view-url': view,
          'backstage.io/edit-url': edit,
          'backstage.io/source-location': `url:${folder}`,
        }),
      ).metadata.annotations,
    ).toBeUndefined();
  });

  it('leaves links that somebody wrote', () => {
    const written = {
      'backstage.io/view-url': 'https://wiki.example.org/orders',
      'backstage.io/edit-url': 'https://evil.example.org/catalog-info.yaml',
      'backstage.io/source-location':
        'url:https://github.com/o/another/tree/main/',
    };
    for (const location of [
      'url:https://github.com/o/r/blob/main/catalog-info.yaml',
      'file:/srv/catalog-info.yaml',
      'url:not a URL',
    ]) {
      expect(
        normalizeEntity(
          annotated({
            ...written,
            'backstage.io/managed-by-location': location,
          }),
        ).metadata.annotations,
      ).toEqual(written);
    }
    expect(normalizeEntity(annotated(written)).metadata.annotations).toEqual(
      written,
    );
  });
});
