// SPDX-License-Identifier: Apache-2.0
import type { Severity } from 'backstage-plugin-audit-log-common';
import { SEVERITY_LABELS } from '../labels/severities';
import { IconMark } from './IconMark';

/** A severity by its shape, in words where it is high. Low, the usual, takes no room unless `always`. */
export const SeverityMark = (props: {
  readonly severity: Severity;
  readonly always?: boolean;
}) => {
  const { title, Icon } = SEVERITY_LABELS[props.severity];
  const isHigh = props.severity === 'high' || props.severity === 'critical';
  if (props.severity === 'low' && !props.always) {
    return null;
  }
  return (
    <IconMark label={`${title} severity`} Icon={Icon} isStrong={isHigh}>
      {(isHigh || props.always) && title}
    </IconMark>
  );
};
