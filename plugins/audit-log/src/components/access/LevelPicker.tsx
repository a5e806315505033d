// SPDX-License-Identifier: Apache-2.0
import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormHelperText from '@material-ui/core/FormHelperText';
import FormLabel from '@material-ui/core/FormLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import type { MappingLevel } from 'backstage-plugin-audit-log-common';
import { useState } from 'react';
import { useElementId } from '../../view/useElementId';
import { ProjectPicker } from './ProjectPicker';

/** Picks what roles are given for. Undefined stands for a project that is still to be picked. */
export const LevelPicker = (props: {
  readonly value: MappingLevel | undefined;
  readonly onChange: (level: MappingLevel | undefined) => void;
  readonly error?: string;
}) => {
  const { value, onChange, error } = props;
  const id = useElementId('level');
  const [kind, setKind] = useState(value?.kind ?? 'project');
  return (
    <FormControl component="fieldset" error={error !== undefined}>
      <FormLabel component="legend" id={id}>
        Mapping level
      </FormLabel>
      <RadioGroup
        aria-labelledby={id}
        name={id}
        value={kind}
        onChange={(_, chosen) => {
          const next = chosen as MappingLevel['kind'];
          setKind(next);
          onChange(next === 'organization' ? { kind: next } : undefined);
        }}
      >
        <FormControlLabel
          value="organization"
          control={<Radio color="primary" size="small" />}
          label="Organization"
        />
        <FormControlLabel
          value="project"
          control={<Radio color="primary" size="small" />}
          label="One project"
        />
      </RadioGroup>
      {kind === 'project' && (
        <ProjectPicker
          value={value?.kind === 'project' ? value.project : undefined}
          onChange={project =>
            onChange(project ? { kind: 'project', project } : undefined)
          }
        />
      )}
      <FormHelperText role={error ? 'alert' : undefined}>
        {error ??
          (kind === 'project'
            ? 'They see the events of this project only. Whatever else the roles hold needs the organization.'
            : 'The roles hold for the whole organization.')}
      </FormHelperText>
    </FormControl>
  );
};
