import { type KeyboardEvent, useEffect, useRef } from "react";

/** The longest title, in characters. */
const maxTitleChars = 200;

interface TitleFieldProps {
  title: string;
  label: string;
  className: string;
  /** Called once, with something else than the title. `byKey` says that the reader did not turn to something else. */
  onSave: (title: string, byKey: boolean) => void;
  onCancel: (byKey: boolean) => void;
}

/** A title being written: Enter keeps it, and so does leaving it; Escape does not. */
export function TitleField({ title, label, className, onSave, onCancel }: TitleFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const ended = useRef(false);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  function end(written: string, byKey: boolean) {
    if (ended.current) return;
    ended.current = true;
    const text = written.trim();
    if (text === "" || text === title) onCancel(byKey);
    else onSave(text, byKey);
  }

  function endOnKey(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
    event.preventDefault();
    // What else listens for Escape on the page is not meant.
    event.nativeEvent.stopImmediatePropagation();
    end(event.key === "Enter" ? event.currentTarget.value : title, true);
  }

  return (
    <input
      ref={field}
      type="text"
      aria-label={label}
      defaultValue={title}
      maxLength={maxTitleChars}
      onKeyDown={endOnKey}
      onBlur={(event) => end(event.currentTarget.value, false)}
      className={className}
    />
  );
}
