// SPDX-License-Identifier: Apache-2.0
import { LabelChip } from '../cells/LabelChip';

/** Marks a role that is there from the start and cannot be changed. */
export const BuiltInMark = () => (
  <LabelChip
    label={{
      title: 'Built-in',
      meaning: 'There from the start; cannot be changed or deleted',
    }}
  />
);
