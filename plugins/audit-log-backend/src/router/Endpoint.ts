// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import type { Method } from './readSpecification';

/** Answers one operation of the API, with what its part of the API works with. */
export type Endpoint<C> = (
  context: C,
  request: Request,
  response: Response,
) => Promise<void>;

export interface EndpointOptions {
  /**
   * How the body comes to the endpoint: as JSON that is checked against the description, by default, or unread, for one
   * that decides for itself whose body it reads, and how much of it.
   */
  readonly body?: 'json' | 'unread';
}

/** An operation of the API's description, and what answers it. */
export type EndpointEntry<C> = readonly [
  method: Method,
  path: string,
  endpoint: Endpoint<C>,
  options?: EndpointOptions,
];
