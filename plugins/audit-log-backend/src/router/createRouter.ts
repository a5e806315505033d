// SPDX-License-Identifier: Apache-2.0
import express from 'express';
import Router from 'express-promise-router';
import type { EndpointEntry } from './Endpoint';
import { queryStringOf } from './queryOf';
import { readQuery } from './readQuery';
import { readSpecification, type Parameter } from './readSpecification';
import { translateRefusals, validateRequests } from './validateRequests';

/** More than a thousand addresses of the longest kind. */
const MOST_BODY = '1mb';

/** What is answered is about people and what they may see, and is another thing once that changes: no cache keeps it. */
const keptNowhere: express.RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};

/** A part of the HTTP API, to be mounted at `/api/audit-log`; it speaks below `/v1` there. */
export async function createRouter<C>(
  endpoints: readonly EndpointEntry<C>[],
  context: C,
  options: { readonly validateResponses: boolean },
): Promise<express.Router> {
  const specification = await readSpecification();
  const validatorOf = validateRequests(specification, {
    ...options,
    unreadBodies: endpoints
      .filter(([, , , { body } = {}]) => body === 'unread')
      .map(([method, path]) => ({ method, path })),
  });
  const router = Router();
  for (const [method, path, endpoint, { body = 'json' } = {}] of inOrder(
    endpoints,
  )) {
    const { parameters } = specification.operations.find(
      operation => operation.method === method && operation.path === path,
    )!;
    const route = `/v1${path.replace(/\{(\w+)\}/g, ':$1')}`;
    const handlers: (express.RequestHandler | express.ErrorRequestHandler)[] = [
      keptNowhere,
      literalQuery(parameters),
      ...(body === 'json' ? [express.json({ limit: MOST_BODY })] : []),
      validatorOf(path),
      (request: express.Request, response: express.Response) =>
        endpoint(context, request, response),
      translateRefusals(parameters),
    ];
    router[method](route, ...handlers);
  }
  return router;
}

/** A fixed path before one with a parameter in the same place. */
function inOrder<C>(
  endpoints: readonly EndpointEntry<C>[],
): readonly EndpointEntry<C>[] {
  const parametersIn = (path: string) => path.split('{').length;
  return [...endpoints].sort(
    ([, one], [, other]) => parametersIn(one) - parametersIn(other),
  );
}

/** Reads the query once, literally: the validator must not see brackets or JSON where someone searches for them. */
function literalQuery(
  parameters: readonly Parameter[],
): express.RequestHandler {
  return (request, _response, next) => {
    const params = readQuery(queryStringOf(request), parameters);
    request.query = Object.fromEntries(
      parameters
        .filter(parameter => parameter.in === 'query')
        .filter(({ name }) => params.has(name))
        .map(({ name, schema }) => [
          name,
          schema.items ? params.getAll(name) : params.get(name) ?? '',
        ]),
    );
    next();
  };
}
