// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import Step from '@material-ui/core/Step';
import StepLabel from '@material-ui/core/StepLabel';
import Stepper from '@material-ui/core/Stepper';
import { makeStyles } from '@material-ui/core/styles';
import { isError } from '@backstage/errors';
import { useState, type ReactNode } from 'react';
import { fieldErrors } from '../../requests/fieldErrors';
import { NAME_FIELDS, NameFields } from '../access/NameFields';
import { FormDialog } from '../dialogs/FormDialog';
import { PermissionPicker } from './PermissionPicker';
import type { RoleDraft } from './RoleDraft';

const FIELDS = [...NAME_FIELDS, 'permissions'] as const;
const STEPS = ['Name and description', 'Permissions'] as const;

const useStyles = makeStyles({ stepper: { padding: 0 } });

/** Asks for a role in two steps: what it is called, then what it holds. */
export const RoleDialog = (props: {
  readonly title: string;
  /** The word on the button of the last step, such as Create. */
  readonly action: string;
  readonly value: RoleDraft;
  readonly onChange: (draft: RoleDraft) => void;
  /** What the role holds already, which can stay though the person does not hold it. */
  readonly heldBefore?: readonly string[];
  /** Shown above the fields of both steps. */
  readonly notice?: ReactNode;
  readonly onSubmit: () => Promise<void>;
  readonly onClose: () => void;
}) => {
  const classes = useStyles();
  const { title, action, value, onChange, heldBefore, notice, onClose } = props;
  const [step, setStep] = useState(0);

  const submit = async () => {
    if (step === 0) {
      setStep(1);
      return;
    }
    try {
      await props.onSubmit();
    } catch (caught: unknown) {
      // Back to the field that it is about.
      const error = isError(caught) ? (caught as Error) : undefined;
      const { name, description } = fieldErrors(error, FIELDS).fields;
      if (name || description) {
        setStep(0);
      }
      throw caught;
    }
  };

  return (
    <FormDialog
      title={title}
      action={step === 0 ? 'Next' : action}
      isComplete={
        value.name.trim() !== '' && (step === 0 || value.permissions.length > 0)
      }
      fieldNames={FIELDS}
      otherActions={
        step === 1 && <Button onClick={() => setStep(0)}>Back</Button>
      }
      onSubmit={submit}
      onClose={onClose}
    >
      {errors => (
        <>
          <Stepper activeStep={step} className={classes.stepper}>
            {STEPS.map((label, index) => (
              <Step
                key={label}
                aria-current={index === step ? 'step' : undefined}
              >
                <StepLabel>{label}</StepLabel>
              </Step>
            ))}
          </Stepper>
          {notice}
          {step === 0 ? (
            <NameFields
              of="role"
              focusesName
              nameHint="What it lets people do, such as Log Reader"
              descriptionHint="Who should have it, and why"
              value={value}
              onChange={named => onChange({ ...value, ...named })}
              errors={errors}
            />
          ) : (
            <PermissionPicker
              value={value.permissions}
              heldBefore={heldBefore}
              error={errors.permissions}
              onChange={permissions => onChange({ ...value, permissions })}
            />
          )}
        </>
      )}
    </FormDialog>
  );
};
