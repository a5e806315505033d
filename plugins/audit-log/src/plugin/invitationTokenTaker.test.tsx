// SPDX-License-Identifier: Apache-2.0
import { createApp } from '@backstage/frontend-defaults';
import {
  AnalyticsImplementationBlueprint,
  ApiBlueprint,
  createFrontendModule,
  type AnalyticsEvent,
} from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import { render, screen } from '@testing-library/react';
import auditLogPlugin from '..';
import { accessControlApiRef } from '../accessApi';
import { InMemoryAccessControl } from '../../dev/InMemoryAccessControl';

describe('invitationTokenTaker', () => {
  it('keeps the token of an invitation from what watches addresses', async () => {
    const captured: AnalyticsEvent[] = [];
    window.history.replaceState({}, '', '/invitation#token=invitation-donald');
    const app = createApp({
      features: [
        auditLogPlugin,
        createFrontendModule({
          pluginId: 'audit-log',
          extensions: [
            ApiBlueprint.make({
              name: 'access-control',
              params: defineParams =>
                defineParams({
                  api: accessControlApiRef,
                  deps: {},
                  factory: () =>
                    InMemoryAccessControl.create({ me: 'user:default/donald' }),
                }),
            }),
          ],
        }),
        createFrontendModule({
          pluginId: 'app',
          extensions: [
            AnalyticsImplementationBlueprint.make({
              params: defineParams =>
                defineParams({
                  deps: {},
                  factory: () => ({
                    captureEvent: event => captured.push(event),
                  }),
                }),
            }),
          ],
        }),
      ],
      advanced: {
        configLoader: async () => ({
          config: mockApis.config({
            data: {
              app: {
                title: 'Test',
                baseUrl: 'http://localhost',
                extensions: [{ 'sign-in-page:app': false }],
              },
              backend: { baseUrl: 'http://localhost' },
            },
          }),
        }),
      },
    });
    render(app.createRoot());
    expect(
      await screen.findByRole('region', { name: 'You are invited' }),
    ).toBeInTheDocument();
    const addresses = captured.map(({ subject }) => subject);
    expect(new Set(addresses)).toEqual(new Set(['/invitation']));
  });
});
