// SPDX-License-Identifier: Apache-2.0
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  root: {
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: 3,
    overflow: 'hidden',
  },
});

/** The first lines of a text that people wrote, in a list; the whole of it on hover, and on the page behind. */
export const ShortText = (props: { readonly text: string }) => {
  const classes = useStyles();
  const { text } = props;
  return text ? (
    <bdi dir="auto" className={classes.root} title={text}>
      {text}
    </bdi>
  ) : null;
};
