// SPDX-License-Identifier: Apache-2.0
import InvalidIcon from '@material-ui/icons/ErrorOutline';
import PluginIcon from '@material-ui/icons/ExtensionOutlined';
import FutureIcon from '@material-ui/icons/Update';
import LateIcon from '@material-ui/icons/History';
import RefusedIcon from '@material-ui/icons/Block';
import type { QuarantineReason } from 'backstage-plugin-audit-log-common';
import type { ChipLabel } from '../cells/LabelChip';

interface Reason extends ChipLabel {
  /** What somebody can do so that the next such event is recorded. */
  readonly remedy: string;
}

const AGAIN = 'Then have it sent again; it can keep its id.';

export const REASONS: Readonly<Record<QuarantineReason, Reason>> = {
  invalid: {
    title: 'Not valid',
    meaning: 'A field is missing, or is not what it has to be',
    remedy: `Correct the field in the system that sends it. ${AGAIN}`,
    Icon: InvalidIcon,
    color: 'error',
  },
  source: {
    title: 'Source not allowed',
    meaning: 'The key may not use this source',
    remedy: `Add the source to those of the key, if the system is to send for it; otherwise correct the source in the system. ${AGAIN}`,
    Icon: RefusedIcon,
    color: 'warning',
  },
  project: {
    title: 'Project not allowed',
    meaning: 'The key may not name this project',
    remedy: `Add the project to those of the key, if the system is to send for it; otherwise correct the project in the system. ${AGAIN}`,
    Icon: RefusedIcon,
    color: 'warning',
  },
  plugin: {
    title: 'Another plugin’s',
    meaning: 'A plugin reported an event of another one',
    remedy: `A plugin can report only what it did itself. Correct it in the code of the plugin that sent it. ${AGAIN}`,
    Icon: PluginIcon,
    color: 'error',
  },
  future: {
    title: 'In the future',
    meaning: 'Its time is more than five minutes ahead of the clock here',
    remedy: `Set the clock of the system, and look whether it gives the time zone. ${AGAIN}`,
    Icon: FutureIcon,
    color: 'warning',
  },
  late: {
    title: 'Too late',
    meaning: 'It happened more than seven days before it came',
    remedy:
      'It cannot be recorded any more, and stays here as it was sent. Have the system send sooner, and look whether its clock is right.',
    Icon: LateIcon,
    color: 'warning',
  },
};

/** The words alone, to choose among. */
export const REASON_TITLES = Object.fromEntries(
  Object.entries(REASONS).map(([name, { title }]) => [name, title]),
) as Readonly<Record<QuarantineReason, string>>;
