// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { refusal, renderAccess } from '../../__testUtils__/renderAccess';
import { ConfirmDialog } from './ConfirmDialog';

const Asked = (props: { readonly onConfirm: () => Promise<void> }) => {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button onClick={() => setIsOpen(true)}>Ask</button>
      {isOpen && (
        <ConfirmDialog
          title="Delete it?"
          action="Delete"
          onConfirm={async () => {
            await props.onConfirm();
            setIsOpen(false);
          }}
          onClose={() => setIsOpen(false)}
        >
          Everybody loses it.
        </ConfirmDialog>
      )}
    </>
  );
};

async function ask(onConfirm: () => Promise<void>) {
  await renderAccess(<Asked onConfirm={onConfirm} />);
  (await screen.findByRole('button', { name: 'Ask' })).focus();
  await userEvent.keyboard('{Enter}');
  return screen.findByRole('alertdialog', { name: 'Delete it?' });
}

describe('ConfirmDialog', () => {
  it('is opened by keyboard, and Enter does no harm', async () => {
    const onConfirm = jest.fn();
    const dialog = await ask(onConfirm);
    expect(dialog).toHaveTextContent('Everybody loses it.');
    expect(
      within(dialog).getByRole('button', { name: 'Cancel' }),
    ).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await waitFor(() =>
      expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument(),
    );
    expect(onConfirm).not.toHaveBeenCalled();
  });

  it('shows that it is being done, and does it once', async () => {
    let finish = () => {};
    const onConfirm = jest.fn(
      () =>
        new Promise<void>(resolve => {
          finish = resolve;
        }),
    );
    const dialog = await ask(onConfirm);
    const button = within(dialog).getByRole('button', { name: 'Delete' });
    await userEvent.dblClick(button);
    expect(
      await within(dialog).findByRole('progressbar', {
        name: 'Delete: in progress',
      }),
    ).toBeVisible();
    expect(button).toBeDisabled();
    await userEvent.keyboard('{Escape}');
    expect(dialog).toBeVisible();
    finish();
    await waitFor(() =>
      expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument(),
    );
    expect(onConfirm).toHaveBeenCalledTimes(1);
  });

  it('shows in place why it was refused, and can be tried again', async () => {
    const onConfirm = jest
      .fn()
      .mockRejectedValueOnce(refusal(409, 'The last administrator stays.'))
      .mockResolvedValueOnce(undefined);
    const dialog = await ask(onConfirm);
    const button = within(dialog).getByRole('button', { name: 'Delete' });
    await userEvent.click(button);
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'The last administrator stays.',
    );
    await userEvent.click(button);
    await waitFor(() =>
      expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument(),
    );
  });
});
