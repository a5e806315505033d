// SPDX-License-Identifier: Apache-2.0
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  AuditEvent,
  FieldChange,
} from 'backstage-plugin-audit-log-common';
import { events } from '../../__testUtils__/renderPage';
import { ChangesSection } from './ChangesSection';

function show(changes: FieldChange[], rest: Partial<AuditEvent> = {}) {
  return render(<ChangesSection event={{ ...events[0], ...rest, changes }} />);
}

/** What the row of a field says: what happened to it, its value before and after. */
function row(path: string): readonly (string | null)[] {
  const header = screen.getByRole('rowheader', { name: new RegExp(path) });
  const cells = within(header.closest('tr')!).getAllByRole('cell');
  return [header, ...cells].map(({ textContent }) => textContent);
}

describe('ChangesSection', () => {
  it('says of each field what it was and what it is', () => {
    show([
      { path: '/spec/owner', before: 'group:shop', after: 'group:store' },
      { path: '/metadata/title', after: 'Orders' },
      { path: '/metadata/description', before: '' },
      { path: '/spec/port', before: 80, after: null },
      { path: '/spec/dependsOn', after: ['component:a', 'component:b'] },
    ]);
    const table = screen.getByRole('table', { name: 'Changes' });
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(({ textContent }) => textContent),
    ).toEqual(['Field', 'Before', 'After']);
    expect(row('/spec/owner')).toEqual([
      '/spec/ownerChanged',
      'group:shop',
      'group:store',
    ]);
    expect(row('/metadata/title')).toEqual([
      '/metadata/titleAdded',
      'not there',
      'Orders',
    ]);
    expect(row('/metadata/description')).toEqual([
      '/metadata/descriptionRemoved',
      'empty text',
      'not there',
    ]);
    expect(row('/spec/port').slice(1)).toEqual(['80', 'null']);
    expect(row('/spec/dependsOn')[2]).toMatch(/component:a.*component:b/);
  });

  it('marks what was taken out and what was cut, where it was', () => {
    show(
      [
        { path: '/spec/token', before: '[redacted]', after: '[redacted]' },
        { path: '/spec/definition', after: 'openapi' },
      ],
      {
        redacted: ['/changes/0/before', '/changes/0/after/1'],
        truncated: ['/changes/1/after', '/changes/10/before', '/changes'],
      },
    );
    expect(row('/spec/token')[1]).toMatch(/Taken out/);
    expect(row('/spec/token')[2]).toMatch(/Taken out/);
    expect(row('/spec/definition')[1]).toBe('not there');
    expect(row('/spec/definition')[2]).toMatch(/Cut short/);
    expect(screen.getByText(/more changes than/)).toBeVisible();
  });

  it('shows in long texts where they differ', async () => {
    const text = (version: number) =>
      `${'openapi: one line of many\n'.repeat(
        200,
      )}version: ${version}\n${'paths: one line of many\n'.repeat(200)}`;
    show([{ path: '/spec/definition', before: text(1), after: text(2) }]);
    const [, before, after] = row('/spec/definition');
    expect(before).toMatch(/5,200 characters alike/);
    expect(before).toContain('version: 1');
    expect(after).toContain('version: 2');
    expect(after!.length).toBeLessThan(500);
  });

  it('shows many changes on demand', async () => {
    show(
      Array.from({ length: 45 }, (_, index) => ({
        path: `/spec/field${index}`,
        after: index,
      })),
    );
    expect(screen.getAllByRole('rowheader')).toHaveLength(20);
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all 45 changes' }),
    );
    expect(screen.getAllByRole('rowheader')).toHaveLength(45);
  });

  it('is not there without changes', () => {
    const { container } = show([]);
    expect(container).toBeEmptyDOMElement();
  });
});
