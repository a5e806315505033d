// SPDX-License-Identifier: Apache-2.0
import { LabelChip } from '../cells/LabelChip';

/** Marks a person who administers the organization. */
export const AdministratorMark = () => (
  <LabelChip
    label={{
      title: 'Administrator',
      meaning: 'Administers the organization: holds every permission there is',
    }}
  />
);
