// SPDX-License-Identifier: Apache-2.0
import Avatar from '@material-ui/core/Avatar';
import { makeStyles } from '@material-ui/core/styles';
import type { Actor } from 'backstage-plugin-audit-log-common';
import { ACTOR_TYPE_LABELS } from '../labels/actorTypes';
import { shortReference } from '../labels/reference';
import { ErasedMark } from './ErasedMark';
import { initials } from './initials';
import { ReferenceLink } from './ReferenceLink';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    minWidth: 0,
  },
  icon: { display: 'flex', flexShrink: 0, color: theme.palette.text.secondary },
  avatar: {
    width: 24,
    height: 24,
    fontSize: '0.65rem',
    fontWeight: 700,
    color: theme.palette.text.primary,
    backgroundColor: theme.palette.background.default,
    border: `1px solid ${theme.palette.divider}`,
  },
  names: { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' },
  via: {
    display: 'block',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    fontSize: theme.typography.caption.fontSize,
  },
}));

/** Who did it: a face for a person, an icon for the rest. */
export const ActorLabel = (props: {
  readonly actor: Actor;
  /** Whether it has been erased who it was. */
  readonly isErased?: boolean;
}) => {
  const classes = useStyles();
  const { type, ref, title, via } = props.actor;
  const { title: typeTitle, Icon } = ACTOR_TYPE_LABELS[type];
  return (
    <span className={classes.root}>
      <span className={classes.icon} title={typeTitle} aria-hidden>
        {type === 'user' && ref ? (
          <Avatar className={classes.avatar}>
            {initials(title ?? shortReference(ref))}
          </Avatar>
        ) : (
          <Icon />
        )}
      </span>
      <span className={classes.names}>
        {ref && <ReferenceLink reference={ref} title={title} />}
        {!ref && (props.isErased ? <ErasedMark /> : typeTitle)}
        {via && (
          <span className={classes.via} title={`${via} acted for the actor`}>
            via <ReferenceLink reference={via} />
          </span>
        )}
      </span>
    </span>
  );
};
