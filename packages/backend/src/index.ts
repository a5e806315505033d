// SPDX-License-Identifier: Apache-2.0
import { createBackend } from '@backstage/backend-defaults';
import { guestSignIn } from './guestSignIn';
import { permissionPolicy } from './permissionPolicy';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));

// Who is signed in: a guest in development, whoever the proxy in front says elsewhere
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(guestSignIn);
backend.add(
  import('@backstage/plugin-auth-backend-module-oauth2-proxy-provider'),
);

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));

// By default the stock policy, which allows everything: the audit log must be safe under it
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(permissionPolicy);

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-notifications'),
);

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));

// The audit trail: this one line is the whole installation in a backend
backend.add(import('backstage-plugin-audit-log-backend'));

// Sign-ins and denials, which Backstage's own plugins do not report
backend.add(import('backstage-plugin-auth-backend-module-audit-log'));
backend.add(import('backstage-plugin-permission-backend-module-audit-log'));

// Brings people who are invited into the catalog, so that they can sign in
backend.add(import('backstage-plugin-catalog-backend-module-audit-log'));

// A month of made-up activity to look at; see demonstration.enabled in app-config.yaml
backend.add(import('./demonstration'));

backend.start();
