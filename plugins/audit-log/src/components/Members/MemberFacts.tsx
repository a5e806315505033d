// SPDX-License-Identifier: Apache-2.0
import { Link } from '@backstage/core-components';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import {
  searchToParams,
  type MemberDetails,
} from 'backstage-plugin-audit-log-common';
import { useOptionalRouteRef } from '../../navigation/useOptionalRouteRef';
import { rootRouteRef } from '../../routes';
import { PageSection } from '../access/PageSection';
import { ReferenceLink } from '../cells/ReferenceLink';
import { Field } from '../EventDetails/Field';
import { formatTime } from '../labels/formatTime';
import { MEMBER_SOURCES } from './memberSources';

const useStyles = makeStyles(theme => ({
  root: { padding: theme.spacing(1.5, 2) },
  fields: { margin: 0 },
}));

/** Who a person is, and the way to what they did. */
export const MemberFacts = (props: { readonly member: MemberDetails }) => {
  const classes = useStyles();
  const { ref, title, email, source, lastSeenAt } = props.member;
  const auditLogs = useOptionalRouteRef(rootRouteRef);
  const params = searchToParams({
    include: { actor: [ref] },
    exclude: {},
    order: 'newest',
  });
  return (
    <PageSection title="Details">
      <Paper className={classes.root}>
        <dl className={classes.fields}>
          <Field name="E-mail">{email && <bdi>{email}</bdi>}</Field>
          <Field name="Source">{MEMBER_SOURCES[source]}</Field>
          <Field name="In the catalog">
            <ReferenceLink reference={ref} title={title} />
          </Field>
          <Field name="Reference">
            <code>{ref}</code>
          </Field>
          <Field name="Last seen">
            {lastSeenAt ? formatTime.minute(lastSeenAt) : 'Not on record'}
          </Field>
          <Field name="Events">
            {auditLogs && (
              <Link to={`${auditLogs()}?${params}`}>
                What they did, in the Audit Logs
              </Link>
            )}
          </Field>
        </dl>
      </Paper>
    </PageSection>
  );
};
