// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import NextIcon from '@material-ui/icons/ChevronRight';
import PreviousIcon from '@material-ui/icons/ChevronLeft';
import FirstIcon from '@material-ui/icons/FirstPage';

/** The ways from one page of a list to another. */
export const PageButtons = (props: {
  /** Absent on the first page. */
  readonly onFirst?: () => void;
  /** Absent when there is no such page. */
  readonly onPrevious?: () => void;
  readonly onNext?: () => void;
}) => (
  <>
    {props.onFirst && (
      <Button startIcon={<FirstIcon />} onClick={props.onFirst}>
        First
      </Button>
    )}
    <Button
      variant="outlined"
      startIcon={<PreviousIcon />}
      disabled={!props.onPrevious}
      onClick={props.onPrevious}
    >
      Previous
    </Button>
    <Button
      variant="outlined"
      endIcon={<NextIcon />}
      disabled={!props.onNext}
      onClick={props.onNext}
    >
      Next
    </Button>
  </>
);
