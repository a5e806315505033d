// SPDX-License-Identifier: Apache-2.0
import ToggleButton from '@material-ui/lab/ToggleButton';
import ToggleButtonGroup from '@material-ui/lab/ToggleButtonGroup';
import type { FilterMode } from '../../view/filters';

/** Whether a filter asks for its values or leaves them out. */
export const FilterModeToggle = (props: {
  readonly title: string;
  readonly mode: FilterMode;
  readonly onChange: (mode: FilterMode) => void;
}) => (
  <ToggleButtonGroup
    exclusive
    size="small"
    value={props.mode}
    aria-label={`${props.title} is or is not`}
    onChange={(_, mode: FilterMode | null) => mode && props.onChange(mode)}
  >
    <ToggleButton value="include">is</ToggleButton>
    <ToggleButton value="exclude">is not</ToggleButton>
  </ToggleButtonGroup>
);
