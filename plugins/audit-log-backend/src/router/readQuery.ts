// SPDX-License-Identifier: Apache-2.0
import { InputError } from '@backstage/errors';
import type { Parameter } from './readSpecification';

/** NUL, and halves of surrogate pairs, which no database text can hold. */
const UNSEARCHABLE = /\0|\p{Surrogate}/u;

/**
 * Reads a query string literally: no brackets, no commas, no JSON, only names and values. Throws an InputError for a name
 * that is no parameter, a single-valued one given twice, an empty or unsearchable value, and broken percent-encoding.
 */
export function readQuery(
  queryString: string,
  parameters: readonly Parameter[],
): URLSearchParams {
  requireEncoding(queryString);
  const params = new URLSearchParams(queryString);
  const known = new Map(
    parameters
      .filter(parameter => parameter.in === 'query')
      .map(parameter => [parameter.name, parameter]),
  );
  for (const [name, value] of params) {
    const parameter = known.get(name);
    if (!parameter) {
      throw new InputError(unknownName(name, [...known.keys()]));
    }
    if (!parameter.schema.items && params.getAll(name).length > 1) {
      throw new InputError(`${name}: must be given once`);
    }
    if (value === '') {
      throw new InputError(`${name}: must not be empty; leave it out instead`);
    }
    if (UNSEARCHABLE.test(value)) {
      throw new InputError(
        `${name}: must not contain NUL or half of a surrogate pair`,
      );
    }
  }
  return params;
}

/** URLSearchParams replaces what it cannot decode, so that something else would be searched for than was meant. */
function requireEncoding(queryString: string): void {
  for (const part of queryString.split('&')) {
    try {
      decodeURIComponent(part);
    } catch (error: unknown) {
      const [name] = part.split('=');
      throw new InputError(`${name}: must be percent-encoded UTF-8`, error);
    }
  }
}

function unknownName(name: string, known: readonly string[]): string {
  const takes =
    known.length > 0 ? `use any of ${known.join(', ')}` : 'none are taken here';
  return `${name.slice(0, 100)}: is not a parameter; ${takes}`;
}
