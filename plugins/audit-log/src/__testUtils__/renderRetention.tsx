// SPDX-License-Identifier: Apache-2.0
import { screen } from '@testing-library/react';
import type { Retention } from 'backstage-plugin-audit-log-common';
import { InMemoryRetention } from '../../dev/InMemoryRetention';
import type { RetentionApi } from '../retentionApi';
import { renderPage } from './renderPage';

/** Renders the page about retention over a state of it, some of whose answers can be replaced. */
export async function renderRetention(
  state: Retention,
  replaced: Partial<RetentionApi> = {},
  url = '/audit-logs/retention',
): Promise<InMemoryRetention> {
  const retention = Object.assign(InMemoryRetention.create(state), replaced);
  await renderPage({ url, retention });
  return retention;
}

/** A section of the page, by its heading. */
export const section = (name: string) => screen.findByRole('region', { name });
