// SPDX-License-Identifier: Apache-2.0
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import { makeStyles } from '@material-ui/core/styles';
import type { GroupDetails } from 'backstage-plugin-audit-log-common';
import { useElementId } from '../../view/useElementId';
import { EditGroupDetails } from './EditGroupDetails';
import { GroupMembers } from './GroupMembers';
import { GroupRoles } from './GroupRoles';
import { GROUP_PARTS, type GroupPart } from './useEditedPart';

const useStyles = makeStyles(theme => ({
  tabs: { borderBottom: `1px solid ${theme.palette.divider}` },
  panel: {
    display: 'grid',
    gap: theme.spacing(3),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
}));

/** What can be changed of a group, a tab for each part. */
export const EditGroup = (props: {
  readonly group: GroupDetails;
  readonly part: GroupPart;
  readonly onPart: (part: GroupPart) => void;
  readonly onChanged: () => void;
}) => {
  const classes = useStyles();
  const { group, part, onPart, onChanged } = props;
  const id = useElementId('edit-group');
  const changing = { group, canChange: true, onChanged };
  return (
    <>
      <Tabs
        value={part}
        onChange={(_, next) => onPart(next)}
        aria-label={`Edit ${group.title}`}
        className={classes.tabs}
        indicatorColor="primary"
      >
        {GROUP_PARTS.map(({ name, title }) => (
          <Tab
            key={name}
            value={name}
            label={title}
            id={`${id}-${name}`}
            aria-controls={`${id}-panel`}
          />
        ))}
      </Tabs>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${part}`}
        className={classes.panel}
      >
        {part === 'details' && (
          <EditGroupDetails group={group} onChanged={onChanged} />
        )}
        {part === 'roles' && <GroupRoles {...changing} />}
        {part === 'members' && <GroupMembers {...changing} />}
      </div>
    </>
  );
};
