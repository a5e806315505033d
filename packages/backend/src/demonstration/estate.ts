// SPDX-License-Identifier: Apache-2.0
import type { Target } from 'backstage-plugin-audit-log-common';

/** What a team of `examples/` looks after: one system, which is a project of the audit log, and what is in it. */
export interface Estate {
  readonly project: Target;
  readonly entities: readonly Target[];
}

function estate(
  name: string,
  title: string,
  components: readonly string[],
  apis: readonly string[],
): Estate {
  return {
    project: { ref: `system:default/${name}`, title },
    entities: [
      ...components.map(component => ({
        ref: `component:default/${component}`,
        title: component,
      })),
      ...apis.map(api => ({ ref: `api:default/${api}`, title: api })),
    ],
  };
}

export const ESTATES: Readonly<Record<string, Estate>> = {
  booking: estate(
    'freight-booking',
    'Freight Booking',
    ['quote-service', 'booking-service', 'booking-web'],
    ['quotes-v1', 'bookings-v1', 'bookings-v2'],
  ),
  tracking: estate(
    'shipment-tracking',
    'Shipment Tracking',
    ['position-ingest', 'tracking-service', 'arrival-forecast'],
    ['tracking-v1', 'arrivals-v1'],
  ),
  billing: estate(
    'invoicing',
    'Invoicing',
    ['invoice-service', 'payment-gateway'],
    ['invoices-v1', 'payments-v1'],
  ),
  identity: estate(
    'customer-identity',
    'Customer Identity',
    ['account-service', 'sign-in-web'],
    ['accounts-v1'],
  ),
};

/** The administrators look after everything. */
export function estatesOf(team: string): readonly Estate[] {
  return team in ESTATES ? [ESTATES[team]] : Object.values(ESTATES);
}

export const NEW_SERVICE: Target = {
  ref: 'template:default/new-service',
  title: 'New service',
};
