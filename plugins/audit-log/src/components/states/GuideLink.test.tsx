// SPDX-License-Identifier: Apache-2.0
import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { GUIDE_TITLES, GuideLink } from './GuideLink';

const DOCS = resolve(__dirname, '../../../../../docs');

describe('GuideLink', () => {
  it.each(Object.keys(GUIDE_TITLES) as (keyof typeof GUIDE_TITLES)[])(
    'leads to the guide %s, which is there',
    async name => {
      await renderInTestApp(<GuideLink name={name} />);
      const { href } = screen.getByRole('link') as HTMLAnchorElement;
      const [, path] = href.split('/blob/main/docs/');
      expect(existsSync(resolve(DOCS, path))).toBe(true);
    },
  );
});
