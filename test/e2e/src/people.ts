// SPDX-License-Identifier: Apache-2.0

/** Someone of examples/org/users.yaml. */
export interface Person {
  readonly name: string;
  readonly displayName: string;
  readonly ref: string;
}

const person = (name: string, displayName: string): Person => ({
  name,
  displayName,
  ref: `user:default/${name}`,
});

/** In the group that app-config.yaml names as administrators of the audit log. */
export const administrator = person('amelia.park', 'Amelia Park');
export const otherAdministrator = person('tomas.novak', 'Tomáš Novák');
export const engineer = person('priya.raman', 'Priya Raman');
/** Runs a template in one test, and does nothing else. */
export const author = person('mei.chen', 'Mei Chen');
/** In other teams than the people above, so that what one test gives to a team does not reach another test. */
export const trackingEngineer = person('fatima.elmasry', 'Fatima El-Masry');
export const billingEngineer = person('oliver.grant', 'Oliver Grant');
export const identityEngineer = person('david.okafor', 'David Okafor');

export const people: readonly Person[] = [
  administrator,
  otherAdministrator,
  engineer,
  author,
  trackingEngineer,
  billingEngineer,
  identityEngineer,
];
