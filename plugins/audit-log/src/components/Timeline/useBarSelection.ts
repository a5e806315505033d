// SPDX-License-Identifier: Apache-2.0
import {
  useEffect,
  useRef,
  useState,
  type HTMLAttributes,
  type KeyboardEvent,
} from 'react';
import type { TimelineBar } from './timelineBars';

interface Selection {
  readonly anchor: number;
  readonly end: number;
}

/** Chooses neighboring bars by mouse, pen or keyboard, and hands on the time they cover. */
export function useBarSelection(
  bars: readonly TimelineBar[],
  onWindow: (window: { from: string; to: string }) => void,
) {
  const group = useRef<HTMLDivElement>(null);
  const [selection, setSelection] = useState<Selection>();
  const [isDragging, setIsDragging] = useState(false);
  const [current, setCurrent] = useState(0);

  useEffect(() => {
    setSelection(undefined);
    setIsDragging(false);
    setCurrent(0);
  }, [bars]);

  // A drag that ends outside the chart selects nothing.
  useEffect(() => {
    if (!isDragging) {
      return undefined;
    }
    const abandon = () => {
      setIsDragging(false);
      setSelection(undefined);
    };
    window.addEventListener('pointerup', abandon);
    return () => window.removeEventListener('pointerup', abandon);
  }, [isDragging]);

  const choose = ({ anchor, end }: Selection) => {
    const first = Math.min(anchor, end);
    const last = Math.max(anchor, end);
    setIsDragging(false);
    setSelection(undefined);
    onWindow({ from: bars[first].from, to: bars[last].to });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const next = {
      ArrowRight: Math.min(current + 1, bars.length - 1),
      ArrowLeft: Math.max(current - 1, 0),
      Home: 0,
      End: bars.length - 1,
    }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      setCurrent(next);
      setSelection(
        event.shiftKey
          ? { anchor: selection?.anchor ?? current, end: next }
          : undefined,
      );
      group.current?.querySelectorAll('button')[next]?.focus();
    } else if (event.key === 'Escape') {
      setSelection(undefined);
    }
  };

  const barProps = (
    index: number,
  ): Pick<
    HTMLAttributes<HTMLButtonElement>,
    'tabIndex' | 'onPointerDown' | 'onPointerEnter' | 'onClick' | 'onFocus'
  > => ({
    tabIndex: index === current ? 0 : -1,
    onFocus: () => setCurrent(index),
    onPointerDown: event => {
      if (event.button === 0 && event.pointerType !== 'touch') {
        setIsDragging(true);
        setSelection({ anchor: index, end: index });
      }
    },
    onPointerEnter: () => {
      if (isDragging && selection) {
        setSelection({ ...selection, end: index });
      }
    },
    // Comes with Enter, Space and touch as well, and after the pointer went up on the bar it went down on.
    onClick: () => choose(selection ?? { anchor: index, end: index }),
  });

  return {
    groupProps: {
      ref: group,
      onKeyDown,
      onPointerUp: () => {
        if (isDragging && selection && selection.anchor !== selection.end) {
          choose(selection);
        }
      },
    },
    barProps,
    isSelected: (index: number) =>
      selection !== undefined &&
      index >= Math.min(selection.anchor, selection.end) &&
      index <= Math.max(selection.anchor, selection.end),
  };
}
