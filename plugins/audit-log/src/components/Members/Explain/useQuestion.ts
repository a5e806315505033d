// SPDX-License-Identifier: Apache-2.0
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { questionFromParams, withQuestion, type Question } from './question';

/** The question that the URL holds, and how to ask another. */
export function useQuestion(): {
  readonly question: Question;
  readonly ask: (question: Question) => void;
} {
  const [params, setParams] = useSearchParams();
  const question = useMemo(() => questionFromParams(params), [params]);
  const ask = useCallback(
    (next: Question) =>
      setParams(current => withQuestion(current, next), { replace: true }),
    [setParams],
  );
  return { question, ask };
}
