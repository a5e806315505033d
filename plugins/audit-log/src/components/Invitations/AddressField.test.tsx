// SPDX-License-Identifier: Apache-2.0
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { AddressField } from './AddressField';
import { NO_ADDRESSES } from './addresses/addressList';

const Field = (props: { readonly error?: string }) => {
  const [list, setList] = useState(NO_ADDRESSES);
  return <AddressField list={list} onChange={setList} error={props.error} />;
};

const field = () => screen.getByRole('textbox', { name: 'E-mail addresses' });

function shown(list: 'Addresses to invite' | 'Addresses to correct') {
  const found = screen.queryByRole('list', { name: list });
  return found
    ? within(found)
        .getAllByRole('button', { name: /^Remove/ })
        .map(button => button.getAttribute('aria-label')?.slice(7))
    : [];
}

describe('AddressField', () => {
  it('takes several that are typed, with commas, semicolons, spaces and Enter', async () => {
    render(<Field />);
    await userEvent.type(
      field(),
      'a@x.org,b@x.org; c@x.org Jane Doe <d@x.org>e@x.org{Enter}',
    );
    expect(shown('Addresses to invite')).toEqual([
      'a@x.org',
      'b@x.org',
      'c@x.org',
      'd@x.org',
      'e@x.org',
    ]);
    expect(field()).toHaveValue('');
    expect(screen.getByRole('status')).toHaveTextContent('5 addresses.');
  });

  it('takes what is pasted, new lines included, and marks what is no address', async () => {
    render(<Field />);
    await userEvent.click(field());
    await userEvent.paste('a@x.org\nJane Doe <b@x.org>;\nbad@\r\nA@X.org');
    expect(shown('Addresses to invite')).toEqual(['a@x.org', 'b@x.org']);
    expect(shown('Addresses to correct')).toEqual(['bad@']);
    expect(
      screen.getByRole('button', {
        name: 'Edit bad@. There is nothing after the @',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('There is nothing after the @')).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent(
      '3 addresses, 1 to correct. A@X.org was in the list already.',
    );
  });

  it('pastes a part of an address as usual', async () => {
    render(<Field />);
    await userEvent.type(field(), 'jane');
    await userEvent.paste('.doe');
    expect(field()).toHaveValue('jane.doe');
    await userEvent.paste('@x.org');
    expect(shown('Addresses to invite')).toEqual(['jane.doe@x.org']);
  });

  it('lets a bad one be corrected', async () => {
    render(<Field />);
    await userEvent.type(field(), 'jane@x,');
    await userEvent.click(screen.getByRole('button', { name: /^Edit jane@x/ }));
    expect(field()).toHaveFocus();
    expect(field()).toHaveValue('jane@x');
    await userEvent.type(field(), '.org{Enter}');
    expect(shown('Addresses to correct')).toEqual([]);
    expect(shown('Addresses to invite')).toEqual(['jane@x.org']);
  });

  it('loses nothing when the focus goes elsewhere', async () => {
    render(<Field />);
    await userEvent.type(field(), 'not finished');
    await userEvent.tab();
    expect(shown('Addresses to correct')).toEqual(['not finished']);
  });

  it('works by keyboard alone', async () => {
    render(<Field />);
    await userEvent.type(field(), 'a@x.org,b@x.org,');
    await userEvent.keyboard('{Backspace}');
    expect(field()).toHaveValue('b@x.org');
    await userEvent.keyboard('{Enter}');
    await userEvent.tab();
    await userEvent.tab();
    expect(
      screen.getByRole('button', { name: 'Remove a@x.org' }),
    ).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(shown('Addresses to invite')).toEqual(['b@x.org']);
    expect(field()).toHaveFocus();
  });

  it('says what is wrong beside the field', () => {
    render(<Field error="Enter at least one e-mail address." />);
    expect(field()).toBeInvalid();
    expect(field()).toHaveAccessibleDescription(
      'Enter at least one e-mail address.',
    );
  });

  it('stays quick with a thousand addresses, of which it shows some', async () => {
    render(<Field />);
    await userEvent.click(field());
    await userEvent.paste(
      Array.from({ length: 1000 }, (_, i) => `p${i}@x.org`).join(', '),
    );
    expect(screen.getByRole('status')).toHaveTextContent('1,000 addresses.');
    expect(shown('Addresses to invite')).toHaveLength(50);

    // A letter typed beside them draws none of them anew.
    const chips = screen.getByRole('list', { name: 'Addresses to invite' });
    const changes: MutationRecord[] = [];
    const observer = new MutationObserver(records => changes.push(...records));
    observer.observe(chips, {
      subtree: true,
      childList: true,
      attributes: true,
    });
    await userEvent.type(field(), 'one@');
    observer.disconnect();
    expect(changes).toEqual([]);

    await userEvent.click(
      screen.getByRole('button', { name: 'Show all 1,000' }),
    );
    expect(chips.children).toHaveLength(1000);
  });

  it('shows what looks like HTML as text', async () => {
    render(<Field />);
    await userEvent.click(field());
    await userEvent.paste('a@x.org, "<img src=x>"@x.org');
    expect(document.querySelector('img')).toBeNull();
    expect(shown('Addresses to correct')).not.toEqual([]);
  });
});
