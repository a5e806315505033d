// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { parse } from 'yaml';

/** The parts of a parameter's schema that our description uses. */
export interface ParameterSchema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly items?: ParameterSchema;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header';
  readonly required?: boolean;
  readonly schema: ParameterSchema;
}

export type Method = 'get' | 'post' | 'put' | 'delete';
const METHODS: readonly Method[] = ['get', 'post', 'put', 'delete'];

export interface Operation {
  readonly method: Method;
  /** As in the document, such as `/events/{id}`. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
}

export interface Specification {
  /** The parsed OpenAPI document. */
  readonly document: any;
  /** Each operation of the document. */
  readonly operations: readonly Operation[];
}

/** Reads the OpenAPI description that is published with the common package. */
export async function readSpecification(): Promise<Specification> {
  const file = resolvePackagePath(
    'backstage-plugin-audit-log-common',
    'openapi.yaml',
  );
  const document = parse(await readFile(file, 'utf8'));
  const operations = Object.entries<any>(document.paths).flatMap(
    ([path, item]) =>
      METHODS.filter(method => item[method]).map(method => ({
        method,
        path,
        parameters: (item[method].parameters ?? []).map((parameter: unknown) =>
          dereferenced(document, parameter),
        ),
      })),
  );
  return { document, operations };
}

/** With every `$ref` in it replaced by what it refers to; there are none in a circle. */
function dereferenced(document: unknown, value: any): any {
  if (Array.isArray(value)) {
    return value.map(item => dereferenced(document, item));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (typeof value.$ref === 'string') {
    const target = value.$ref
      .slice(2)
      .split('/')
      .reduce((inner: any, key: string) => inner[key], document);
    return dereferenced(document, target);
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      dereferenced(document, inner),
    ]),
  );
}
