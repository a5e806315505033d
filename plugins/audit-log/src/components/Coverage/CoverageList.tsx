// SPDX-License-Identifier: Apache-2.0
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { CoveredAction } from 'backstage-plugin-audit-log-common';
import { useMemo, useState } from 'react';
import { useAuditLogPaths } from '../../navigation/useAuditLogPaths';
import { coverageColumns } from './coverageColumns';
import { PluginCoverage } from './PluginCoverage';
import { pluginsOf, type CoveredPlugin } from './pluginsOf';

const useStyles = makeStyles(theme => ({
  heading: { padding: theme.spacing(2, 2, 1) },
}));

/** Actions plugin by plugin, those first of which there is any sign here. */
export const CoverageList = (props: {
  readonly all: readonly CoveredAction[];
  /** Those of them that are looked for. */
  readonly found: readonly CoveredAction[];
  /** Whether something is looked for: then it is shown, and can be closed. */
  readonly isFiltered: boolean;
}) => {
  const classes = useStyles();
  const { all, found, isFiltered } = props;
  const paths = useAuditLogPaths();
  const columns = useMemo(() => coverageColumns(paths, Date.now()), [paths]);
  const plugins = useMemo(() => pluginsOf(all, found), [all, found]);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const list = (some: readonly CoveredPlugin[], areOpen: boolean) =>
    some.map(of => (
      <PluginCoverage
        key={of.plugin}
        of={of}
        columns={columns}
        isOpen={areOpen !== toggled.has(of.plugin)}
        onToggle={() => setToggled(toggle(toggled, of.plugin))}
      />
    ));
  const absent = plugins.filter(({ isPresent }) => !isPresent);
  return (
    <>
      {list(
        plugins.filter(({ isPresent }) => isPresent),
        isFiltered,
      )}
      {absent.length > 0 && (
        <>
          <div className={classes.heading}>
            <Typography variant="h6" component="h3">
              No sign of these plugins
            </Typography>
            <Typography variant="body2" color="textSecondary">
              The audit log would know their actions. They may not be installed
              here, or nobody has used them.
            </Typography>
          </div>
          {list(absent, false)}
        </>
      )}
    </>
  );
};

function toggle(set: ReadonlySet<string>, value: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(value)) {
    next.add(value);
  }
  return next;
}
