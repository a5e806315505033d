// SPDX-License-Identifier: Apache-2.0
import { InputError } from '@backstage/errors';
import type {
  ErrorRequestHandler,
  NextFunction,
  Request,
  RequestHandler,
} from 'express';
import * as OpenApiValidator from 'express-openapi-validator';
import { describeParameter } from './describeParameter';
import type { Method, Parameter, Specification } from './readSpecification';

/**
 * What checks the requests, and in tests the responses, of a path against the OpenAPI description; `translateRefusals` goes
 * after it.
 *
 * Each part of the API, `/events` and what is below it, is checked by what knows of no other: with each request the library
 * goes through all paths that it knows, and makes an expression of each anew. It is made for the first request to the part,
 * not while the portal starts.
 */
export function validateRequests(
  specification: Specification,
  options: {
    readonly validateResponses: boolean;
    /** Operations whose bodies are not there to be checked. */
    readonly unreadBodies: readonly {
      readonly method: Method;
      readonly path: string;
    }[];
  },
): (path: string) => RequestHandler {
  const document = withoutBodies(
    withReservedCharacters(specification.document),
    options.unreadBodies,
  );
  const parts = new Map<string, RequestHandler>();
  return path => {
    const name = partOf(path);
    const part =
      parts.get(name) ??
      madeWhenNeeded(() =>
        OpenApiValidator.middleware({
          apiSpec: structuredClone({
            ...document,
            paths: Object.fromEntries(
              Object.entries(document.paths).filter(
                ([each]) => partOf(each) === name,
              ),
            ),
          }),
          validateApiSpec: false,
          validateSecurity: false,
          // The fast ones take the 30th of February for a day.
          ajvFormats: { mode: 'full' },
          validateRequests: {
            coerceTypes: false,
            allowUnknownQueryParameters: true,
          },
          validateResponses: options.validateResponses,
        }),
      );
    parts.set(name, part);
    return part;
  };
}

function partOf(path: string): string {
  return path.split('/')[1];
}

/** One handler in place of several that are not made before it has a request. */
function madeWhenNeeded(make: () => readonly RequestHandler[]): RequestHandler {
  let made: readonly RequestHandler[] | undefined;
  return (request, response, next) => {
    made ??= make();
    const [first, ...others] = made;
    const rest = others.reduceRight<NextFunction>(
      (then, handler) => (error?: unknown) =>
        error ? then(error) : handler(request, response, then),
      next,
    );
    first(request, response, rest);
  };
}

/** Changes the document. */
function withoutBodies(
  document: any,
  operations: readonly { readonly method: Method; readonly path: string }[],
): any {
  for (const { method, path } of operations) {
    delete document.paths[path][method].requestBody;
  }
  return document;
}

/** Characters such as the colons of a time or of a reference need no encoding in a query string (RFC 3986, 3.4). */
function withReservedCharacters(document: any): any {
  const copy = structuredClone(document);
  const parameters = [
    ...Object.values<any>(copy.components.parameters),
    ...Object.values<any>(copy.paths).flatMap(item =>
      Object.values<any>(item).flatMap(operation => operation.parameters ?? []),
    ),
  ];
  for (const parameter of parameters.filter(
    ({ in: where }) => where === 'query',
  )) {
    parameter.allowReserved = true;
  }
  return copy;
}

/** Says what the check refused in Backstage's shape of errors, naming the parameter or field and what it takes. */
export function translateRefusals(
  parameters: readonly Parameter[],
): ErrorRequestHandler {
  return (error, req, _res, next) => {
    if (error.status === 415) {
      next(
        new InputError(
          'The body must be JSON; set content-type: application/json',
        ),
      );
      return;
    }
    const [problem] = error.errors ?? [];
    if (error.status !== 400 || !problem) {
      next(error);
      return;
    }
    next(refusalOf(problem, parameters, req) ?? error);
  };
}

function refusalOf(
  problem: { readonly path?: string; readonly message?: string },
  parameters: readonly Parameter[],
  req: Request,
): InputError | undefined {
  const [, place, path = ''] =
    /^\/(query|params|headers|body)\/?(.*)$/.exec(problem.path ?? '') ?? [];
  if (place === 'body') {
    return new InputError(
      `${path.replaceAll('/', '.') || 'The body'}: ${problem.message}`,
    );
  }
  const parameter = parameters.find(
    ({ name }) => name.toLowerCase() === path.split('/')[0].toLowerCase(),
  );
  if (!parameter) {
    return undefined;
  }
  const { name, schema } = parameter;
  const given = req.query[name] ?? req.params[name] ?? req.header(name);
  const got =
    given === undefined
      ? 'nothing'
      : [given].flat().map(String).join(', ').slice(0, 100);
  return new InputError(
    `${name}: must be ${describeParameter(schema)}, got ${got}`,
  );
}
