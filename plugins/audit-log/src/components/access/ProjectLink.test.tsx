// SPDX-License-Identifier: Apache-2.0
import {
  defaultEntityPresentation,
  entityPresentationApiRef,
  entityRouteRef,
  type EntityPresentationApi,
  type EntityRefPresentationSnapshot,
} from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { EXAMPLE_PROJECTS } from '../../../dev/access/exampleProjects';
import { ProjectLink } from './ProjectLink';

/** Like Backstage's own: first what the reference says, later what the catalog says, if it answers. */
function presentation(
  catalog: Promise<EntityRefPresentationSnapshot>,
): EntityPresentationApi {
  return {
    forEntity: ref => {
      const snapshot = defaultEntityPresentation(ref);
      const update$ = {
        [Symbol.observable]: () => update$,
        subscribe: (observer: any) => {
          catalog.then(observer.next, observer.complete);
          return { unsubscribe: () => {}, closed: false };
        },
      };
      return { snapshot, update$, promise: catalog.catch(() => snapshot) };
    },
  };
}

const renderLink = (link: ReactElement) =>
  renderInTestApp(link, {
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
  });

const renderOver = (catalog: Promise<EntityRefPresentationSnapshot>) =>
  renderLink(
    <TestApiProvider apis={[[entityPresentationApiRef, presentation(catalog)]]}>
      <ProjectLink project="system:default/shop" />
    </TestApiProvider>,
  );

describe('ProjectLink', () => {
  it('shows the title that the catalog has', async () => {
    const [shop] = EXAMPLE_PROJECTS;
    await renderOver(Promise.resolve(defaultEntityPresentation(shop)));
    const link = await screen.findByRole('link', { name: 'The shop' });
    expect(link).toHaveAttribute('href', '/catalog/default/system/shop');
    expect(link).toHaveAttribute('title', 'system:default/shop');
  });

  it('shows the name when the catalog is down', async () => {
    await renderOver(Promise.reject(new Error('down')));
    expect(screen.getByRole('link', { name: 'shop' })).toBeVisible();
  });

  it('shows the name where nothing asks the catalog', async () => {
    await renderLink(<ProjectLink project="domain:payments/billing" />);
    expect(
      screen.getByRole('link', { name: 'payments/billing' }),
    ).toBeVisible();
  });
});
