// SPDX-License-Identifier: Apache-2.0
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import type { GroupDetails } from 'backstage-plugin-audit-log-common';
import { PageSection } from '../access/PageSection';
import { SubjectLink } from '../access/SubjectLink';
import { ReferenceLink } from '../cells/ReferenceLink';
import { Field } from '../EventDetails/Field';
import { GROUP_SOURCES } from './groupSources';

const useStyles = makeStyles(theme => ({
  root: { padding: theme.spacing(1.5, 2) },
  fields: { margin: 0 },
  groups: { listStyle: 'none', margin: 0, padding: 0 },
}));

/** What a group is, and where it stands among the others. */
export const GroupFacts = (props: { readonly group: GroupDetails }) => {
  const classes = useStyles();
  const { ref, title, description, source, parent, children, memberCount } =
    props.group;
  return (
    <PageSection title="Details">
      <Paper className={classes.root}>
        <dl className={classes.fields}>
          <Field name="Description">
            {description && <bdi>{description}</bdi>}
          </Field>
          <Field name="Source">
            {source === 'catalog'
              ? `${GROUP_SOURCES.catalog}: its members and its place among the groups come from there`
              : `${GROUP_SOURCES.local}: its members are kept here`}
          </Field>
          <Field name="In the catalog">
            {source === 'catalog' ? (
              <ReferenceLink reference={ref} title={title} />
            ) : undefined}
          </Field>
          <Field name="Reference">
            <code>{ref}</code>
          </Field>
          <Field name="Part of">{parent && <SubjectLink of={parent} />}</Field>
          <Field name="Groups below">
            {children.length > 0 ? (
              <ul className={classes.groups}>
                {children.map(child => (
                  <li key={child.ref}>
                    <SubjectLink of={child} />
                  </li>
                ))}
              </ul>
            ) : undefined}
          </Field>
          <Field name="Members">{memberCount.toLocaleString()}</Field>
        </dl>
      </Paper>
    </PageSection>
  );
};
