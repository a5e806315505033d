// SPDX-License-Identifier: Apache-2.0
import { addressProblem } from './addressProblem';

describe('addressProblem', () => {
  it.each([
    'jane@x.org',
    'jane.doe+portal@mail.example.co.uk',
    "o'hara_{!#$%&*/=?^`|}~-@x.org",
    'jürgen@müller.example',
    'jane@xn--mller-kva.example',
    `${'a'.repeat(64)}@x.org`,
  ])('finds none with %s', address => {
    expect(addressProblem(address)).toBeUndefined();
  });

  it.each([
    ['jane', 'no @'],
    ['jane@home@x.org', 'more than one @'],
    ['@x.org', 'before the @'],
    ['jane@', 'after the @'],
    ['Jane Doe@x.org', 'space'],
    ['.jane@x.org', 'dot'],
    ['jane.@x.org', 'dot'],
    ['jane..doe@x.org', 'dot'],
    ['jane(work)@x.org', '('],
    ['jane@x', 'such as .org'],
    ['jane@x..org', 'dot'],
    ['jane@x.org.', 'dot'],
    ['jane@-x.org', 'hyphen'],
    ['jane@x_y.org', '_'],
    ['jane@x.org\u0000', 'cannot stand'],
    [`${'a'.repeat(65)}@x.org`, '64'],
    [`jane@${'a'.repeat(64)}.org`, '63'],
    [`jane@${'a.'.repeat(130)}org`, '254'],
  ])('says what is wrong with %s', (address, reason) => {
    expect(addressProblem(address)).toContain(reason);
  });
});
