// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import IconButton from '@material-ui/core/IconButton';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import DownIcon from '@material-ui/icons/ArrowDownward';
import UpIcon from '@material-ui/icons/ArrowUpward';
import RemoveIcon from '@material-ui/icons/DeleteOutline';
import {
  policyOf,
  ruleProblem,
  type PolicyDraft,
  type RuleDraft,
} from './PolicyDraft';
import { RuleFields } from './RuleFields';
import { ruleWords } from './ruleWords';
import { moveButton } from './useMovedFocus';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(0.5, 0),
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: theme.spacing(0.5),
  },
  words: {
    flex: '1 1 200px',
    minWidth: 0,
    overflowWrap: 'anywhere',
    [theme.breakpoints.down('xs')]: { flexBasis: '100%' },
  },
}));

/** A rule in a list of rules, in words or, while it is edited, in fields. */
export const RuleItem = (props: {
  /** From 1. */
  readonly place: number;
  readonly value: RuleDraft;
  readonly policy: PolicyDraft;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onChange: (rule: RuleDraft) => void;
  readonly onRemove: () => void;
  /** Absent where there is no further to go. */
  readonly onUp?: () => void;
  readonly onDown?: () => void;
}) => {
  const classes = useStyles();
  const { place, value, policy, isOpen, onOpen, onUp, onDown } = props;
  const name = value.name || `rule ${place}`;
  const problem = ruleProblem(value, policy);
  return (
    <li className={classes.root} aria-label={name}>
      <div className={classes.head}>
        <div className={classes.words}>
          <Typography variant="body2">
            {place}. <strong>{value.name || 'New rule'}</strong>
          </Typography>
          {!isOpen && !problem && (
            <Typography variant="caption" color="textSecondary">
              {wordsOf(value, policy)}
            </Typography>
          )}
          {problem && (
            <Typography variant="caption" color={isOpen ? undefined : 'error'}>
              {problem}
            </Typography>
          )}
        </div>
        <Button
          size="small"
          aria-expanded={isOpen}
          aria-label={`${isOpen ? 'Done with' : 'Edit'} ${name}`}
          onClick={() => onOpen(!isOpen)}
        >
          {isOpen ? 'Done' : 'Edit'}
        </Button>
        <IconButton
          size="small"
          aria-label={`Move ${name} up`}
          title="Move up"
          disabled={!onUp}
          onClick={onUp}
          {...moveButton(value.key, 'up')}
        >
          <UpIcon fontSize="small" />
        </IconButton>
        <IconButton
          size="small"
          aria-label={`Move ${name} down`}
          title="Move down"
          disabled={!onDown}
          onClick={onDown}
          {...moveButton(value.key, 'down')}
        >
          <DownIcon fontSize="small" />
        </IconButton>
        <IconButton
          size="small"
          aria-label={`Remove ${name}`}
          title="Remove"
          onClick={props.onRemove}
        >
          <RemoveIcon fontSize="small" />
        </IconButton>
      </div>
      {isOpen && <RuleFields value={value} onChange={props.onChange} />}
    </li>
  );
};

function wordsOf(rule: RuleDraft, policy: PolicyDraft): string {
  return ruleWords(policyOf({ ...policy, rules: [rule] }).rules[0]);
}
