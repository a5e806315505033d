// SPDX-License-Identifier: Apache-2.0
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { InMemoryAccessControl } from '../../../../dev/InMemoryAccessControl';
import { renderAccess } from '../../../__testUtils__/renderAccess';
import { KeyPage } from '../KeyPage';

type Api = ReturnType<typeof InMemoryAccessControl.create>;

/** The page of a key. Gives what it asks and tells. */
export async function renderKey(
  id: string,
  api = InMemoryAccessControl.create(),
  search = '',
): Promise<Api> {
  await renderAccess(<KeyPage />, {
    url: `/access-control/keys/${id}${search}`,
    path: '/access-control/keys/:id',
    api,
  });
  return api;
}

/** Clicks a button of a part of the page. */
export function press(name: string, part: HTMLElement): Promise<void> {
  return userEvent.click(within(part).getByRole('button', { name }));
}

/** Opens a dialog of the page. */
export async function open(
  name: 'Edit' | 'Rotate' | 'Revoke',
): Promise<HTMLElement> {
  await userEvent.click(await screen.findByRole('button', { name }));
  return screen.findByRole(name === 'Revoke' ? 'alertdialog' : 'dialog');
}

/** A key as it is kept. */
export function keyOf(api: Api, id: string) {
  return api.organization.keys.find(one => one.id === id)!;
}
