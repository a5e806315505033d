// SPDX-License-Identifier: Apache-2.0
import { useRef } from 'react';

let count = 0;

/** An id for an element that can be on the page several times; React 17, which is supported too, has no useId. */
export function useElementId(name: string): string {
  const id = useRef<string>();
  if (id.current === undefined) {
    count += 1;
    id.current = `access-control-${name}-${count}`;
  }
  return id.current;
}
