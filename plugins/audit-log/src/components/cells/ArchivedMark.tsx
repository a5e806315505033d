// SPDX-License-Identifier: Apache-2.0
import ArchiveIcon from '@material-ui/icons/ArchiveOutlined';
import { IconMark } from './IconMark';

const LABEL = 'From the archive';

/** Marks an event that is read from the archive. */
export const ArchivedMark = (props: {
  /** Whether there is room to say so. */
  readonly hasWords?: boolean;
}) => (
  <IconMark
    label={LABEL}
    meaning={`${LABEL}: it is older than what the database keeps`}
    Icon={ArchiveIcon}
  >
    {props.hasWords && LABEL}
  </IconMark>
);
