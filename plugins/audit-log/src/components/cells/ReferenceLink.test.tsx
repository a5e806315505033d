// SPDX-License-Identifier: Apache-2.0
import { screen } from '@testing-library/react';
import { KEY_IDS } from '../../../dev/access/exampleKeys';
import { renderAccess } from '../../__testUtils__/renderAccess';
import { ActorLabel } from './ActorLabel';
import { ReferenceLink } from './ReferenceLink';

describe('ReferenceLink', () => {
  it.each([
    ['key:7b1f', 'key:7b1f', '/access-control/keys/7b1f'],
    ['role:auditor', 'role:auditor', '/access-control/roles/auditor'],
    [
      'local-group:0b8d',
      'local-group:0b8d',
      '/access-control/groups/local-group%3A0b8d',
    ],
    ['user:default/ada', 'ada', '/catalog/default/user/ada'],
  ])('leads from %s to its page', async (reference, name, href) => {
    await renderAccess(<ReferenceLink reference={reference} />);
    expect(await screen.findByRole('link', { name })).toHaveAttribute(
      'href',
      href,
    );
  });

  it.each([
    'plugin:catalog',
    'external:ci/deployments',
    'external:https://ci.example.com/user:default/jane',
  ])('shows %s, which has no page, as it stands', async reference => {
    await renderAccess(<ReferenceLink reference={reference} />);
    expect(await screen.findByText(reference)).toBeVisible();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });

  it('leads from the key that vouches for an actor to its page', async () => {
    const via = `key:${KEY_IDS.deployments}`;
    await renderAccess(
      <ActorLabel actor={{ type: 'service', ref: 'external:ci', via }} />,
    );
    expect(await screen.findByRole('link', { name: via })).toHaveAttribute(
      'href',
      `/access-control/keys/${KEY_IDS.deployments}`,
    );
  });
});
