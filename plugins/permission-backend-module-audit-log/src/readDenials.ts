// SPDX-License-Identifier: Apache-2.0
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { DeniedQuestion } from './Denial';

/** Longer names and references are cut: the browser of a person may send any, and they are kept for a minute. */
const MOST_CHARACTERS = 500;

/** One question of a request to the permission backend, as far as it has the shape of one. */
interface AskedItem {
  readonly id?: unknown;
  readonly permission?: {
    readonly name?: unknown;
    readonly attributes?: { readonly action?: unknown };
    readonly resourceType?: unknown;
  };
  readonly resourceRef?: unknown;
}

interface AnsweredItem {
  readonly id?: unknown;
  readonly result?: unknown;
}

/**
 * The questions of a request body that the answer's body denies, one for each resource. A conditional answer denies
 * nothing: the plugin that asked applies it, and only that one knows what came of it.
 */
export function readDenials(asked: unknown, answered: unknown) {
  const questions = itemsOf<AskedItem>(asked);
  return itemsOf<AnsweredItem>(answered).flatMap((answer, index) => {
    // In the order of the questions, which tells apart those that share an id.
    const question =
      questions[index]?.id === answer.id
        ? questions[index]
        : questions.find(({ id }) => id === answer.id);
    return question ? denialsOf(question, answer) : [];
  });
}

function denialsOf(
  { permission, resourceRef }: AskedItem,
  { result }: AnsweredItem,
): DeniedQuestion[] {
  const refs = Array.isArray(resourceRef) ? resourceRef : [resourceRef];
  return refs
    .filter(
      // One result is for all resources; several are in their order.
      (_, index) =>
        (Array.isArray(result) ? result[index] : result) ===
        AuthorizeResult.DENY,
    )
    .map(ref => ({
      permission: textOf(permission?.name) ?? '',
      ...present('action', permission?.attributes?.action),
      ...present('resourceType', permission?.resourceType),
      ...present('resourceRef', ref),
    }));
}

function present(key: keyof DeniedQuestion, value: unknown) {
  const text = textOf(value);
  return text === undefined ? {} : { [key]: text };
}

function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  return value.length > MOST_CHARACTERS
    ? `${value.slice(0, MOST_CHARACTERS - 1)}…`
    : value;
}

function itemsOf<T extends object>(body: unknown): readonly T[] {
  const items = (body as { items?: unknown } | null | undefined)?.items;
  return Array.isArray(items) ? items.map(item => item ?? {}) : [];
}
