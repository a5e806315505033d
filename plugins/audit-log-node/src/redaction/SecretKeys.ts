// SPDX-License-Identifier: Apache-2.0
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const KEY = 'auditLog.redaction.keys';

/** A field is a secret when its name ends in one of these, however it is written: apiKey, X-Api-Key, MY_API_KEY. */
const SECRET_ENDINGS = [
  'password',
  'passwd',
  'pwd',
  'passphrase',
  'passcode',
  'secret',
  'secrets',
  'token',
  'accesstokens',
  'authorization',
  'apikey',
  'accesskey',
  'secretkey',
  'secretaccesskey',
  'privatekey',
  'signingkey',
  'encryptionkey',
  'credential',
  'credentials',
  'cookie',
  'cookies',
  'sessionid',
  'connectionstring',
];

/** The names of fields are few and come again and again: what was found out of so many is kept. */
const MOST_KNOWN = 1_000;

/** These end like a secret and are none. */
const HARMLESS = ['pagetoken', 'nextpagetoken', 'continuetoken'];

/**
 * Tells secrets by the names of their fields.
 *
 * @public
 */
export class SecretKeys {
  readonly #endings: readonly string[];
  readonly #known = new Map<string, boolean>();

  private constructor(endings: readonly string[]) {
    this.#endings = endings;
  }

  static fromConfig(config: Config): SecretKeys {
    const added = config.getOptionalStringArray(KEY) ?? [];
    added.forEach((name, index) => {
      if (normalize(name) === '') {
        throw new InputError(
          `${KEY}[${index}] is ${JSON.stringify(
            name,
          )}, but takes the name of a field, with at least one letter or digit`,
        );
      }
    });
    return new SecretKeys([...SECRET_ENDINGS, ...added.map(normalize)]);
  }

  has(name: string): boolean {
    let isSecret = this.#known.get(name);
    if (isSecret === undefined) {
      isSecret = this.#isSecret(name);
      // Whoever makes names up, as long as they like, finds no room here.
      if (this.#known.size < MOST_KNOWN && name.length < 100) {
        this.#known.set(name, isSecret);
      }
    }
    return isSecret;
  }

  #isSecret(name: string): boolean {
    const normal = normalize(name);
    return (
      !HARMLESS.includes(normal) &&
      this.#endings.some(ending => normal.endsWith(ending))
    );
  }
}

function normalize(name: string): string {
  return name.toLocaleLowerCase('en-US').replace(/[^\p{L}\p{N}]/gu, '');
}
