import { Textarea } from "@mantine/core";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { words } from "../words/words.ts";
import { findTyped, type Mentionable } from "./mentionsTyped.ts";
import styles from "./Thread.module.css";

interface Props {
  label: string;
  description?: string | undefined;
  value: string;
  onChange(value: string): void;
  people: readonly Mentionable[];
  onSend(): void;
  onEscape?: () => void;
  autoFocus?: boolean;
}

/** A text in which people are mentioned, chosen from a list as one types. */
export function MessageField({ value, onChange, people, onSend, onEscape, ...shown }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const list = useId();
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [isClosed, setClosed] = useState(false);
  const typed = isClosed ? null : findTyped(value, caret, people);
  const options = typed?.people ?? [];
  const active = Math.min(chosen, options.length - 1);

  function take(person: Mentionable | undefined) {
    if (!typed || !person) return;
    const before = `${value.slice(0, typed.from)}@${person.name} `;
    onChange(before + value.slice(caret).replace(/^ /, ""));
    setCaret(before.length);
    setChosen(0);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(before.length, before.length);
    });
  }

  function onKeyDown(event: KeyboardEvent) {
    const isSend = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (isSend) return void onSend();
    if (event.key === "Escape" && options.length === 0) return onEscape?.();
    if (options.length === 0 || !["ArrowDown", "ArrowUp", "Enter", "Tab", "Escape"].includes(event.key))
      return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") setClosed(true);
    else if (event.key === "Enter" || event.key === "Tab") take(options[active]);
    else {
      const step = event.key === "ArrowDown" ? 1 : options.length - 1;
      setChosen((active + step) % options.length);
    }
  }

  return (
    <div>
      <Textarea
        {...shown}
        ref={field}
        value={value}
        maxLength={1900}
        autosize
        minRows={2}
        maxRows={10}
        aria-autocomplete="list"
        aria-controls={options.length > 0 ? list : undefined}
        aria-activedescendant={options.length > 0 ? `${list}-${active}` : undefined}
        onChange={(event) => {
          onChange(event.currentTarget.value);
          setCaret(event.currentTarget.selectionStart);
          setChosen(0);
          setClosed(false);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        onBlur={() => setClosed(true)}
        onFocus={() => setClosed(false)}
      />
      {options.length > 0 && (
        <div id={list} role="listbox" aria-label={words.talk.form.people} className={styles.people}>
          {options.map((person, at) => (
            <div
              key={person.id}
              id={`${list}-${at}`}
              role="option"
              tabIndex={-1}
              aria-selected={at === active}
              className={styles.person}
              // The field keeps the focus.
              onMouseDown={(event) => {
                event.preventDefault();
                take(person);
              }}
            >
              {person.name}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
