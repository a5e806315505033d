// SPDX-License-Identifier: Apache-2.0
import type SvgIcon from '@material-ui/core/SvgIcon';
import DeclaredIcon from '@material-ui/icons/CheckCircleOutline';
import ExternalIcon from '@material-ui/icons/CallReceived';
import KnownIcon from '@material-ui/icons/InfoOutlined';
import UndeclaredIcon from '@material-ui/icons/HelpOutline';
import type { CoveredAction } from 'backstage-plugin-audit-log-common';
import type { ChipLabel } from '../cells/LabelChip';

export const STATUS_LABELS: Readonly<
  Record<CoveredAction['status'], ChipLabel & { Icon: typeof SvgIcon }>
> = {
  declared: {
    title: 'Declared',
    meaning: 'The plugin itself has told what this is',
    Icon: DeclaredIcon,
    color: 'ok',
  },
  known: {
    title: 'Known',
    meaning:
      'The audit log knows this action; the plugin itself has declared nothing of it',
    Icon: KnownIcon,
  },
  undeclared: {
    title: 'Undeclared',
    meaning: 'Nobody has told what this is; its title is made of its name',
    Icon: UndeclaredIcon,
    color: 'warning',
  },
  external: {
    title: 'From outside',
    meaning:
      'Reported by a system outside the portal, where nothing is declared',
    Icon: ExternalIcon,
  },
};

/** What the list can be narrowed to, by the name that it has in the URL. */
export const SHOWN_TITLES = {
  seen: 'Seen',
  'never-seen': 'Never seen',
  undeclared: 'Undeclared',
  mismatch: 'Not as declared',
} as const;

export type Shown = keyof typeof SHOWN_TITLES;
