// SPDX-License-Identifier: Apache-2.0
import { Link } from '@backstage/core-components';

const GUIDES =
  'https://github.com/backstage-audit-log/backstage-audit-log/blob/main/docs/guides';

/** The guides that the pages lead to, by the names of their files. */
export const GUIDE_TITLES = {
  'decide-how-long': 'How to decide how long events are kept',
  'declare-events': 'How plugins declare their events',
  'ingestion-keys': 'More about ingestion keys',
  'outside-systems': 'How to report from outside systems',
  'verify-the-trail': 'How to verify the audit log',
} as const;

/** A link to one of the guides in the documentation. */
export const GuideLink = (props: {
  readonly name: keyof typeof GUIDE_TITLES;
}) => <Link to={`${GUIDES}/${props.name}.md`}>{GUIDE_TITLES[props.name]}</Link>;
