// SPDX-License-Identifier: Apache-2.0
import { makeStyles } from '@material-ui/core/styles';
import { pointerTo } from '../../verification/pointers';
import { ErasedMark } from '../cells/ErasedMark';
import { LongText } from './LongText';

const useStyles = makeStyles(theme => ({
  list: {
    margin: 0,
    padding: 0,
    listStyle: 'none',
    fontFamily: 'monospace',
    fontSize: '0.8125rem',
    '& &': {
      paddingLeft: theme.spacing(2),
      borderLeft: `1px solid ${theme.palette.divider}`,
    },
  },
  item: {
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
    padding: theme.spacing(0.125, 0),
  },
  name: { color: theme.palette.text.secondary },
}));

/** Past this depth values are shown as JSON in one piece. */
const MAXIMUM_DEPTH = 8;

/** A JSON value as an indented list, to be read rather than parsed. */
export const JsonTree = (props: {
  readonly value: unknown;
  readonly depth?: number;
  /** JSON Pointer to the value, where some of it can have been erased … */
  readonly pointer?: string;
  /** … and the pointers to what has been. */
  readonly erased?: readonly string[];
}) => {
  const classes = useStyles();
  const { value, depth = 0, pointer = '', erased } = props;
  if (value === null && erased?.includes(pointer)) {
    return <ErasedMark />;
  }
  if (typeof value !== 'object' || value === null) {
    return (
      <LongText text={typeof value === 'string' ? value : String(value)} />
    );
  }
  const entries = Object.entries(value);
  if (entries.length === 0 || depth >= MAXIMUM_DEPTH) {
    return <LongText text={JSON.stringify(value)} />;
  }
  return (
    <ul className={classes.list}>
      {entries.map(([name, item]) => (
        <li key={name} className={classes.item}>
          <span className={classes.name}>{name}: </span>
          <JsonTree
            value={item}
            depth={depth + 1}
            pointer={pointerTo(pointer, name)}
            erased={erased}
          />
        </li>
      ))}
    </ul>
  );
};
