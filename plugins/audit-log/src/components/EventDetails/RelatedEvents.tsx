// SPDX-License-Identifier: Apache-2.0
import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  AuditEvent,
  EventFilters,
} from 'backstage-plugin-audit-log-common';
import { ERASED_TARGET } from '../../verification/erased';
import { relatedView } from '../../view/relatedView';
import type { View } from '../../view/View';
import { viewToParams } from '../../view/viewToParams';
import { shortReference } from '../labels/reference';

const useStyles = makeStyles(theme => ({
  root: { marginBottom: theme.spacing(2.5) },
  list: { margin: 0, paddingLeft: theme.spacing(2.5) },
  item: { overflowWrap: 'anywhere', padding: theme.spacing(0.25, 0) },
}));

/** The ways to other events that have something in common with this one. Plain links, so that they open in a tab too. */
export const RelatedEvents = (props: {
  readonly event: AuditEvent;
  readonly view: View;
}) => {
  const classes = useStyles();
  const { event, view } = props;
  const link = (include: EventFilters, q?: string) =>
    `?${viewToParams(relatedView(view, include, q))}`;
  return (
    <section aria-labelledby="audit-log-related" className={classes.root}>
      <Typography
        variant="subtitle2"
        component="h3"
        id="audit-log-related"
        gutterBottom
      >
        Other events
      </Typography>
      <ul className={classes.list}>
        {relations(event).map(({ words, include, q }) => (
          <li key={words} className={classes.item}>
            <Link to={link(include, q)}>{words}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
};

interface Relation {
  readonly words: string;
  readonly include: EventFilters;
  readonly q?: string;
}

function relations(event: AuditEvent): readonly Relation[] {
  const { actor, targets, request } = event;
  const found: Relation[] = [
    {
      words: 'Of the same operation',
      include: { operation: [event.operationId] },
    },
  ];
  if (actor.ref) {
    const name = actor.title ?? shortReference(actor.ref);
    found.push({ words: `By ${name}`, include: { actor: [actor.ref] } });
  }
  const known = targets.filter(({ ref }) => ref !== ERASED_TARGET);
  for (const { ref, title } of known.slice(0, 5)) {
    const name = title ?? shortReference(ref);
    found.push({ words: `On ${name}`, include: { target: [ref] } });
  }
  if (request?.address) {
    found.push({
      words: `From ${request.address}`,
      include: { address: [request.address] },
    });
  }
  if (request?.traceId) {
    found.push({
      words: 'Of the same trace',
      include: {},
      q: request.traceId,
    });
  }
  return found;
}
