// SPDX-License-Identifier: Apache-2.0
import IconButton from '@material-ui/core/IconButton';
import InputAdornment from '@material-ui/core/InputAdornment';
import TextField from '@material-ui/core/TextField';
import ClearIcon from '@material-ui/icons/Clear';
import SearchIcon from '@material-ui/icons/Search';
import { useEffect, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';

/** How long a pause in typing means that the words are all there. */
const PAUSE = 600;

/** Free text over a list: searched after a pause in typing, or at once on Enter. */
export const ListSearch = (props: {
  readonly text: string;
  /** What it searches, for those who do not see the field. */
  readonly label: string;
  readonly placeholder: string;
  readonly maxLength?: number;
  readonly onSearch: (text: string) => void;
}) => {
  const { text, label, placeholder, maxLength = 200, onSearch } = props;
  const [typed, setTyped] = useState(text);

  // The address bar can change the text too: back, forward, "Clear all".
  useEffect(() => setTyped(text), [text]);

  useDebounce(
    () => {
      if (typed.trim() !== text) {
        onSearch(typed);
      }
    },
    PAUSE,
    [typed, text],
  );

  return (
    <form
      role="search"
      style={{ flexGrow: 1 }}
      onSubmit={event => {
        event.preventDefault();
        onSearch(typed);
      }}
    >
      <TextField
        fullWidth
        size="small"
        variant="outlined"
        placeholder={placeholder}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        inputProps={{ 'aria-label': label, maxLength }}
        InputProps={{
          startAdornment: (
            <InputAdornment position="start">
              <SearchIcon fontSize="small" aria-hidden />
            </InputAdornment>
          ),
          endAdornment: typed && (
            <InputAdornment position="end">
              <IconButton
                size="small"
                aria-label="Clear search"
                onClick={() => {
                  setTyped('');
                  onSearch('');
                }}
              >
                <ClearIcon fontSize="small" />
              </IconButton>
            </InputAdornment>
          ),
        }}
      />
    </form>
  );
};
