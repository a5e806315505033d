// SPDX-License-Identifier: Apache-2.0
import MediumIcon from '@material-ui/icons/DragHandle';
import LowIcon from '@material-ui/icons/KeyboardArrowDown';
import CriticalIcon from '@material-ui/icons/Report';
import HighIcon from '@material-ui/icons/ReportProblemOutlined';
import type { Severity } from 'backstage-plugin-audit-log-common';

interface SeverityLabel {
  readonly title: string;
  readonly Icon: typeof LowIcon;
}

export const SEVERITY_LABELS: Readonly<Record<Severity, SeverityLabel>> = {
  low: { title: 'Low', Icon: LowIcon },
  medium: { title: 'Medium', Icon: MediumIcon },
  high: { title: 'High', Icon: HighIcon },
  critical: { title: 'Critical', Icon: CriticalIcon },
};
