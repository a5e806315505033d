// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { renderEventTypes } from './renderEventTypes';

const PAGE = resolve(__dirname, '../../../../docs/reference/event-types.md');

if (process.env.UPDATE_DOCS) {
  writeFileSync(PAGE, renderEventTypes());
}

describe('docs/reference/event-types.md', () => {
  it('is what the registry says', () => {
    expect(readFileSync(PAGE, 'utf8')).toBe(renderEventTypes());
  });
});
