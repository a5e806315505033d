// SPDX-License-Identifier: Apache-2.0
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import {
  useCallback,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
} from 'react';
import { AddressChips } from './AddressChips';
import {
  addAddresses,
  badAddresses,
  removeAddress,
  type AddressList,
} from './addresses/addressList';
import { describeAddresses } from './addresses/describeAddresses';
import {
  splitAddresses,
  takeFinishedAddresses,
} from './addresses/splitAddresses';

/** One field for several addresses. Nothing that was typed or pasted is lost: what is no address stays, with the reason. */
export const AddressField = (props: {
  readonly list: AddressList;
  readonly onChange: (change: (list: AddressList) => AddressList) => void;
  readonly error?: string;
  readonly disabled?: boolean;
}) => {
  const { list, onChange, error, disabled = false } = props;
  const [typed, setTyped] = useState('');
  const input = useRef<HTMLInputElement>(null);

  const add = (texts: readonly string[], rest = '') => {
    setTyped(rest);
    if (texts.length > 0) {
      onChange(old => addAddresses(old, texts));
    }
  };
  const change = (text: string) => {
    const { addresses, rest } = takeFinishedAddresses(text);
    add(addresses, rest);
  };
  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    const pasted = event.clipboardData.getData('text');
    const start = value.slice(0, selectionStart ?? value.length);
    const texts = splitAddresses(
      `${start}${pasted}${value.slice(selectionEnd ?? value.length)}`,
    );
    // A part of one address is pasted as usual.
    if (texts.length > 1 || texts[0]?.includes('@')) {
      event.preventDefault();
      add(texts);
    }
  };
  const edit = useCallback(
    (text: string) => {
      onChange(old => removeAddress(old, text));
      setTyped(text);
      input.current?.focus();
    },
    [onChange],
  );
  const remove = useCallback(
    (text: string) => {
      onChange(old => removeAddress(old, text));
      input.current?.focus();
    },
    [onChange],
  );
  const press = (event: KeyboardEvent) => {
    const last = list.items[list.items.length - 1];
    if (event.key === 'Enter') {
      event.preventDefault();
      add(splitAddresses(typed));
    } else if (event.key === 'Backspace' && typed === '' && last) {
      event.preventDefault();
      edit(last.text);
    }
  };

  const chips = { disabled, onEdit: edit, onRemove: remove };
  return (
    <div>
      <TextField
        fullWidth
        size="small"
        variant="outlined"
        id="invitation-addresses"
        label="E-mail addresses"
        placeholder="jane@example.org, Rick Roe <rick@example.org>"
        InputLabelProps={{ shrink: true }}
        inputRef={input}
        value={typed}
        disabled={disabled}
        error={error !== undefined}
        helperText={
          error ??
          'Type or paste several, with commas, semicolons, spaces or new lines between them'
        }
        inputProps={{
          inputMode: 'email',
          autoComplete: 'off',
          autoCapitalize: 'none',
          spellCheck: false,
          onPaste: paste,
        }}
        onChange={({ target }) => change(target.value)}
        onKeyDown={press}
        onBlur={() => add(splitAddresses(typed))}
      />
      <AddressChips
        label="Addresses to correct"
        addresses={badAddresses(list)}
        {...chips}
      />
      <AddressChips
        label="Addresses to invite"
        addresses={list.items.filter(({ problem }) => !problem)}
        {...chips}
      />
      <Typography variant="body2" role="status" color="textSecondary">
        {describeAddresses(list)}
      </Typography>
    </div>
  );
};
