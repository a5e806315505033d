// SPDX-License-Identifier: Apache-2.0
import { requirementsOf } from './quickSelectors';

describe('quickSelectors', () => {
  it.each([
    ['.a', [{ tag: '', classes: ['a'] }]],
    ['BUTTON.a.b-1:hover', [{ tag: 'button', classes: ['a', 'b-1'] }]],
    [
      '.out > .in::before, ul li',
      [
        { tag: '', classes: ['in'] },
        { tag: 'li', classes: [] },
      ],
    ],
    ['*', [{ tag: '', classes: [] }]],
    ['.a, :root', undefined],
    ['[dir="a,.b"]', undefined],
    [':is(.a, .b)', undefined],
    ['.a:not(.b, :is(.c, .d)).e', [{ tag: '', classes: ['a', 'e'] }]],
    ['td[title="a, b" i] i', [{ tag: 'i', classes: [] }]],
    ['[title="] .b"]', undefined],
    ['[title="(.b"] .a', [{ tag: '', classes: ['a'] }]],
    ['.a\\.b', undefined],
    ['', undefined],
  ])('%s', (selector, requirements) => {
    expect(requirementsOf(selector)).toEqual(requirements);
  });

  it('gives each element the style that its rules give it', () => {
    document.head.innerHTML = `<style>
      .shown { display: inline; } .gone, b:first-child { display: none; }
      div > .inner.deep { visibility: hidden; } [title='a, .b'] { display: flex; }
    </style>`;
    document.body.innerHTML = `<p class="shown"></p><p class="x gone"></p>
      <i><b></b><b></b></i><div><i class="inner"></i><i class="deep inner"></i></div>
      <p title="a, .b"></p>`;
    const styles = Array.from(document.body.querySelectorAll('*'), element => {
      const { display, visibility } = window.getComputedStyle(element);
      return `${element.localName} ${display} ${visibility}`;
    });
    expect(styles).toEqual([
      'p inline visible',
      'p none visible',
      'i inline visible',
      'b none visible',
      'b inline visible',
      'div block visible',
      'i inline visible',
      'i inline hidden',
      'p flex visible',
    ]);
  });
});
