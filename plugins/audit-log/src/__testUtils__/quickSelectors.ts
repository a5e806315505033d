// SPDX-License-Identifier: Apache-2.0

interface SelectedElement {
  readonly localName: string;
  readonly classList: { contains(name: string): boolean };
}

interface Selectors {
  check(
    selector: string,
    element: SelectedElement,
    ...options: readonly unknown[]
  ): { readonly match: boolean; readonly pseudoElement: string | null };
}

/** What an element must have for one alternative of a selector to match it. */
interface Requirement {
  readonly tag: string;
  readonly classes: readonly string[];
}

const ATTRIBUTE = /\[[^\]]*\]/g;
const ARGUMENTS = /\([^()]*\)/g;
const COMPOUND = /^([a-z][\w-]*|\*)?((?:\.[\w-]+|::?[\w-]+)*)$/i;
const CLASS = /\.[\w-]+/g;
const NO_MATCH = { match: false, pseudoElement: null };

/**
 * To say what style an element has, for the name of each button that is looked for, jsdom holds each rule of every style sheet against
 * it, which takes longer than the tests. Here a rule is passed over that needs a class or tag that the element does not have; the
 * others are held against it as before, so that every answer is the same.
 */
export function quickSelectors(): void {
  const impl = Object.getOwnPropertySymbols(document).find(
    ({ description }) => description === 'impl',
  );
  const selectors: Selectors | undefined =
    impl && Reflect.get(document, impl)?._domSelector;
  // Without it jsdom is another by now, and as slow or quick as it is.
  if (!selectors?.check || document.compatMode !== 'CSS1Compat') {
    return;
  }
  const known = new Map<string, readonly Requirement[] | undefined>();
  const { check } = selectors;
  selectors.check = (selector, element, ...options) => {
    if (!known.has(selector)) {
      known.set(selector, requirementsOf(selector));
    }
    const requirements = known.get(selector);
    return requirements?.every(one => !isMet(one, element))
      ? NO_MATCH
      : check(selector, element, ...options);
  };
}

function isMet(
  { tag, classes }: Requirement,
  { localName, classList }: SelectedElement,
): boolean {
  return (
    (tag === '' || tag === localName) &&
    classes.every(name => classList.contains(name))
  );
}

/** Of each alternative; undefined where there is one that neither needs a tag nor a class. */
export function requirementsOf(
  selector: string,
): readonly Requirement[] | undefined {
  // What else is asked of an element can only make it match less.
  let rest = selector.replace(ATTRIBUTE, '');
  while (ARGUMENTS.test(rest)) {
    rest = rest.replace(ARGUMENTS, '');
  }
  const requirements: Requirement[] = [];
  for (const alternative of rest.split(',')) {
    const [, tag = '', others = ''] =
      COMPOUND.exec(
        alternative
          .trim()
          .split(/[\s>+~]+/)
          .at(-1)!,
      ) ?? [];
    const classes = others.match(CLASS) ?? [];
    if (!tag && classes.length === 0) {
      return undefined;
    }
    requirements.push({
      tag: tag === '*' ? '' : tag.toLowerCase(),
      classes: classes.map(name => name.slice(1)),
    });
  }
  return requirements;
}
