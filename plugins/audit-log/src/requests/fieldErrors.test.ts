// SPDX-License-Identifier: Apache-2.0
import { refusal } from '../../dev/refusal';
import { fieldErrors } from './fieldErrors';

const FIELDS = ['name', 'permissions'] as const;

describe('fieldErrors', () => {
  it('finds the field that the server begins with', () => {
    expect(
      fieldErrors(
        refusal(409, 'name: there is a role with this name already'),
        FIELDS,
      ),
    ).toEqual({ fields: { name: 'There is a role with this name already' } });
  });

  it('counts a part of a field as the field', () => {
    expect(
      fieldErrors(refusal(400, 'permissions[2]: is unknown: x'), FIELDS),
    ).toEqual({ fields: { permissions: 'Is unknown: x' } });
  });

  it.each([
    'Somebody else was faster.',
    'names: of another field',
    'The name: of something, inside a sentence',
    'level: of no field here',
  ])('leaves "%s" to the form as a whole', message => {
    expect(fieldErrors(refusal(400, message), FIELDS)).toEqual({
      fields: {},
      general: message,
    });
  });

  it('says nothing without an error', () => {
    expect(fieldErrors(undefined, FIELDS)).toEqual({ fields: {} });
  });

  it('takes the message of an error that is not the server’s', () => {
    expect(fieldErrors(new Error('Failed to fetch'), FIELDS)).toEqual({
      fields: {},
      general: 'Failed to fetch',
    });
  });
});
