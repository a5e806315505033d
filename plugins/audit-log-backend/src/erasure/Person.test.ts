// SPDX-License-Identifier: Apache-2.0
import { Person } from './Person';

describe('Person', () => {
  it.each(['user:default/jane', 'User:Default/Jane', 'user:jane', 'USER:JANE'])(
    'is the same as %s, however it is written',
    given => {
      const person = Person.parse(given);
      expect(person.isMe('user:default/jane')).toBe(true);
      expect(person.isMe('User:Jane')).toBe(true);
      expect(person.references).toEqual(['user:default/jane', 'user:jane']);
    },
  );

  it('is nobody whose name only begins alike, or is in another namespace', () => {
    const person = Person.parse('user:jane');
    for (const other of [
      'user:default/janet',
      'user:other/jane',
      'jane',
      'group:default/jane',
      'jane@example.com',
      'of user:default/jane',
    ]) {
      expect(person.isMe(other)).toBe(false);
    }
  });

  it.each([
    ['User:Jane', ['user', 'jane']],
    ['user:default/jane.doe-2', ['user', 'jane', 'doe', '2']],
    ['user:Other/Jane', ['user', 'other', 'jane']],
    ['user:default/имя', ['user']],
    ['J.D@Example.com', ['j', 'd', 'example', 'com']],
    // As it is in small letters, with a dot of its own above the first.
    ['user:default/\u0130nan', ['user', 'i', 'nan']],
  ])('has in it, however it is written, all pieces of %s', (given, pieces) => {
    expect(Person.parse(given).pieces).toEqual(pieces);
  });

  it('may be an address', () => {
    const person = Person.parse(' Jane@Example.com ');
    expect(person.isMe('jane@example.COM')).toBe(true);
    expect(person.isMe('jane@example.com.org')).toBe(false);
    expect(person.words).toEqual(['jane', 'example', 'com']);
  });

  it.each(['jane', 'component:default/shop', '@', 'user:', 'user:a/b/c', ''])(
    'is not %j',
    given => {
      expect(() => Person.parse(given)).toThrow('person: must be');
    },
  );
});
