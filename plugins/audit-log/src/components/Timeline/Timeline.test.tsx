// SPDX-License-Identifier: Apache-2.0
import { renderInTestApp } from '@backstage/test-utils';
import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Timeline } from './Timeline';

const hours = ['00', '01', '02', '03'].map(
  hour => `2026-01-01T${hour}:00:00.000Z`,
);
const end = '2026-01-01T04:00:00.000Z';

async function setup() {
  const onWindow = jest.fn();
  await renderInTestApp(
    <Timeline
      maximumBars={10}
      onWindow={onWindow}
      summary={{
        window: { from: hours[0], to: end },
        total: { count: 10, exact: true },
        timeline: {
          interval: 'hour',
          buckets: hours.map((start, index) => ({
            start,
            count: index * 10,
            failed: index,
          })),
        },
        facets: {},
      }}
    />,
  );
  return { onWindow, bars: screen.getAllByRole('button') };
}

describe('Timeline', () => {
  it('says of each bar what it holds', async () => {
    const { bars } = await setup();
    expect(bars[0]).toHaveAccessibleName(/: 0 events$/);
    expect(bars[2]).toHaveAccessibleName(/: 20 events, 2 failed or denied$/);
  });

  it('narrows to a bar that is clicked', async () => {
    const { onWindow, bars } = await setup();
    await userEvent.click(bars[1]);
    expect(onWindow).toHaveBeenCalledWith({ from: hours[1], to: hours[2] });
  });

  it('narrows to the bars that are dragged over, either way', async () => {
    const { onWindow, bars } = await setup();
    fireEvent.pointerDown(bars[3], { button: 0 });
    fireEvent.pointerEnter(bars[1]);
    fireEvent.pointerUp(bars[1]);
    expect(onWindow).toHaveBeenCalledTimes(1);
    expect(onWindow).toHaveBeenCalledWith({ from: hours[1], to: end });
  });

  it('is one stop of the keyboard, where arrows move and Shift takes several', async () => {
    const { onWindow, bars } = await setup();
    await userEvent.tab();
    expect(bars[0]).toHaveFocus();
    await userEvent.keyboard('{ArrowRight}{Shift>}{ArrowRight}{/Shift}{Enter}');
    expect(onWindow).toHaveBeenCalledWith({ from: hours[1], to: hours[3] });
  });
});
