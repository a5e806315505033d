// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import {
  describeAction,
  type EventType,
} from 'backstage-plugin-audit-log-common';
import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useState,
  type ReactNode,
} from 'react';
import { auditLogApiRef } from '../../api';
import { eventTypesOf } from '../../requests/eventTypesOf';

/** What to call an action. */
export type DescribeAction = (action: string) => EventType;

const Context = createContext<DescribeAction>(describeAction);

/**
 * Knows the words that plugins have declared for their actions. Nothing waits for them: until the backend has told them, and
 * when it does not, actions have the words that are built in.
 */
export const EventWordsProvider = (props: { readonly children: ReactNode }) => {
  const api = useApi(auditLogApiRef);
  const [index, setIndex] = useState(() => eventTypesOf(api).value);
  useEffect(() => {
    let isOver = false;
    eventTypesOf(api).answer.then(
      value => {
        if (!isOver) {
          setIndex(value);
        }
      },
      () => {},
    );
    return () => {
      isOver = true;
    };
  }, [api]);
  const describe = useMemo<DescribeAction>(
    () => (index ? action => index.describe(action) : describeAction),
    [index],
  );
  return <Context.Provider value={describe}>{props.children}</Context.Provider>;
};

/** The words for actions, as far as they are known. */
export function useEventWords(): DescribeAction {
  return useContext(Context);
}
