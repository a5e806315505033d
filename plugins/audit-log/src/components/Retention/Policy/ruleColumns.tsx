// SPDX-License-Identifier: Apache-2.0
import type { RetentionRule } from 'backstage-plugin-audit-log-common';
import { Fragment } from 'react';
import type { AccessColumn } from '../../list/AccessTable';
import { ruleArchiveWords, ruleLiveWords } from './ruleWords';

/** How many values find room in a row. */
const SHOWN = 3;

const Values = (props: {
  readonly title: string;
  readonly of: readonly string[];
}) => {
  const { title, of: values } = props;
  const others = values.slice(SHOWN);
  return values.length > 0 ? (
    <div>
      {title}{' '}
      {values.slice(0, SHOWN).map((value, index) => (
        <Fragment key={value}>
          {index > 0 && ', '}
          <code>{value}</code>
        </Fragment>
      ))}
      {others.length > 0 && (
        <span title={others.join('\n')}>
          {' '}
          and {others.length.toLocaleString()} more
        </span>
      )}
    </div>
  ) : null;
};

/** Which events a rule is for. */
const Matches = (props: { readonly of: RetentionRule }) => {
  const { category = [], action = [] } = props.of;
  return (
    <>
      <Values title="Category" of={category} />
      <Values title="Action" of={action} />
      {category.length + action.length === 0 && 'Nothing'}
    </>
  );
};

/** What the list says of each rule. */
export const RULE_COLUMNS: readonly AccessColumn<RetentionRule>[] = [
  { title: 'Rule', width: '24%', cell: ({ name }) => <bdi>{name}</bdi> },
  { title: 'Matches', cell: rule => <Matches of={rule} /> },
  { title: 'Live', width: '18%', cell: ruleLiveWords },
  { title: 'Archive', width: '18%', cell: ruleArchiveWords },
];
