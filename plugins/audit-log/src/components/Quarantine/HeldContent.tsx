// SPDX-License-Identifier: Apache-2.0
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { PageSection } from '../access/PageSection';
import { CopyButton } from '../EventDetails/CopyButton';
import { JsonTree } from '../EventDetails/JsonTree';

const useStyles = makeStyles(theme => ({
  root: { padding: theme.spacing(1.5, 2), overflowX: 'auto' },
}));

/** What was sent. */
export const HeldContent = (props: { readonly content: unknown }) => {
  const classes = useStyles();
  const { content } = props;
  return (
    <PageSection
      title="What was sent"
      actions={
        <CopyButton
          label="Copy JSON"
          text={() => JSON.stringify(content, undefined, 2)}
        />
      }
    >
      <Paper className={classes.root}>
        <JsonTree value={content} />
      </Paper>
      <Typography variant="body2">
        What looks like a secret was taken out, and what is very long cut short,
        before it was kept.
      </Typography>
    </PageSection>
  );
};
