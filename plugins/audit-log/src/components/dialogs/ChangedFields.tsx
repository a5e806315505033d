// SPDX-License-Identifier: Apache-2.0
import type { ChangedField } from './ConflictNotice';

/** What is different between two versions of something, a line for each. */
export const ChangedFields = (props: {
  readonly of: readonly ChangedField[];
  /** What stands between before and now. */
  readonly verb?: string;
}) => (
  <>
    {props.of.map(({ title, before, now }) => (
      <div key={title}>
        {title}: {before && <del>{before}</del>}
        {before && now && ` ${props.verb ?? 'is now'} `}
        {now && <ins>{now}</ins>}
      </div>
    ))}
  </>
);
