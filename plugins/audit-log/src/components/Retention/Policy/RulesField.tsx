// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import AddIcon from '@material-ui/icons/Add';
import { useState } from 'react';
import { MOST_RULES, ruleDraft, type PolicyDraft } from './PolicyDraft';
import { RuleItem } from './RuleItem';
import { useMovedFocus } from './useMovedFocus';

const useStyles = makeStyles(theme => ({
  root: { minWidth: 0, margin: 0, padding: 0, border: 0 },
  rules: {
    listStyle: 'none',
    margin: theme.spacing(1, 0),
    padding: 0,
    borderTop: `1px solid ${theme.palette.divider}`,
  },
}));

/** The rules of a policy, in their order: some events are kept otherwise than all. */
export const RulesField = (props: {
  readonly value: PolicyDraft;
  readonly onChange: (draft: PolicyDraft) => void;
}) => {
  const classes = useStyles();
  const { value, onChange } = props;
  const { rules } = value;
  const [openKey, setOpenKey] = useState<string>();
  const list = useMovedFocus<HTMLOListElement>();
  const setRules = (next: typeof rules) => onChange({ ...value, rules: next });
  const add = () => {
    const rule = ruleDraft();
    setRules([...rules, rule]);
    setOpenKey(rule.key);
  };
  const move = (from: number, to: number) => {
    const next = [...rules];
    next.splice(to, 0, ...next.splice(from, 1));
    setRules(next);
    list.moved(rules[from].key, to < from ? 'up' : 'down');
  };
  return (
    <fieldset className={classes.root} aria-label="Rules">
      <Typography variant="subtitle2" component="h3">
        Rules
      </Typography>
      <Typography variant="body2">
        Some events can be kept otherwise. The first rule that matches an event
        decides.
      </Typography>
      {rules.length > 0 && (
        <ol className={classes.rules} ref={list.ref} aria-label="Rules">
          {rules.map((rule, index) => (
            <RuleItem
              key={rule.key}
              place={index + 1}
              value={rule}
              policy={value}
              isOpen={rule.key === openKey}
              onOpen={isOpen => setOpenKey(isOpen ? rule.key : undefined)}
              onChange={changed =>
                setRules(
                  rules.map(one => (one.key === rule.key ? changed : one)),
                )
              }
              onRemove={() =>
                setRules(rules.filter(({ key }) => key !== rule.key))
              }
              onUp={index > 0 ? () => move(index, index - 1) : undefined}
              onDown={
                index < rules.length - 1
                  ? () => move(index, index + 1)
                  : undefined
              }
            />
          ))}
        </ol>
      )}
      <Button
        size="small"
        startIcon={<AddIcon />}
        disabled={rules.length >= MOST_RULES}
        onClick={add}
      >
        Add a rule
      </Button>
    </fieldset>
  );
};
