// SPDX-License-Identifier: Apache-2.0
import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormHelperText from '@material-ui/core/FormHelperText';
import FormLabel from '@material-ui/core/FormLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import type { IngestionKey } from 'backstage-plugin-audit-log-common';
import { useElementId } from '../../view/useElementId';
import { ProjectsPicker } from '../access/ProjectsPicker';

/** Picks the projects that events of a key may name. */
export const KeyProjects = (props: {
  readonly value: IngestionKey['projects'];
  readonly onChange: (projects: IngestionKey['projects']) => void;
  readonly error?: string;
}) => {
  const { value, onChange, error } = props;
  const id = useElementId('projects');
  return (
    <FormControl component="fieldset" error={error !== undefined}>
      <FormLabel component="legend" id={id}>
        Projects
      </FormLabel>
      <RadioGroup
        aria-labelledby={id}
        name={id}
        value={value === 'any' ? 'any' : 'some'}
        onChange={(_, chosen) => onChange(chosen === 'any' ? 'any' : [])}
      >
        <FormControlLabel
          value="any"
          control={<Radio color="primary" size="small" />}
          label="Any project"
        />
        <FormControlLabel
          value="some"
          control={<Radio color="primary" size="small" />}
          label="Only these projects"
        />
      </RadioGroup>
      {value !== 'any' && <ProjectsPicker value={value} onChange={onChange} />}
      <FormHelperText role={error ? 'alert' : undefined}>
        {error ?? hint(value)}
      </FormHelperText>
    </FormControl>
  );
};

function hint(projects: IngestionKey['projects']): string {
  if (projects === 'any') {
    return 'Its events may name any project, and those who read that project see them.';
  }
  return projects.length === 0
    ? 'With none picked, its events may name no project.'
    : 'An event that names another project is held in the quarantine.';
}
