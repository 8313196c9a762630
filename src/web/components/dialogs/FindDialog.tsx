import { type ReactNode, useId, useState } from "react";
import { words } from "../../words/words.ts";
import { Icon } from "../Icon.tsx";
import { Dialog } from "./Dialog.tsx";
import styles from "./FindDialog.module.css";

interface Props {
  title: string;
  placeholder: string;
  /** What is typed. */
  text: string;
  /** What was found, best first. */
  found: readonly { id: string; content: ReactNode }[];
  /** The list's name, for people who do not see it. */
  results: string;
  hint: string;
  onText(text: string): void;
  onChoose(place: number): void;
  /** Called before the list's keys; returns whether it handled the press. */
  onPress?(event: React.KeyboardEvent, marked: number): boolean;
  onClose(): void;
}

/** A field to type in, and what is found: the arrow keys mark an item, and Enter or a click chooses it. */
export function FindDialog(props: Props) {
  const { title, placeholder, text, found, results, hint, onText, onChoose, onPress, onClose } = props;
  const [marked, setMarked] = useState(0);
  const id = useId();
  const choice = Math.min(marked, found.length - 1);

  function press(event: React.KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const step = event.code === "ArrowDown" ? 1 : event.code === "ArrowUp" ? -1 : 0;
    if (step !== 0 && found.length > 0) {
      event.preventDefault();
      const next = (choice + step + found.length) % found.length;
      setMarked(next);
      document.getElementById(`${id}${found[next]?.id}`)?.scrollIntoView({ block: "nearest" });
    }
    if (onPress?.(event, choice) || event.key !== "Enter") return;
    event.preventDefault();
    if (choice >= 0) onChoose(choice);
  }

  return (
    <Dialog title={title} bare className={styles.dialog} onClose={onClose}>
      <div className={styles.field}>
        <Icon name="search" />
        <input
          data-autofocus
          type="text"
          role="combobox"
          aria-label={title}
          aria-expanded={found.length > 0}
          aria-controls={`${id}list`}
          aria-activedescendant={found[choice] ? `${id}${found[choice].id}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          value={text}
          onChange={(event) => {
            onText(event.target.value);
            setMarked(0);
          }}
          onKeyDown={press}
        />
        <button type="button" onClick={onClose}>
          {words.keys.escape}
        </button>
      </div>
      <div id={`${id}list`} role="listbox" aria-label={results} className={styles.list}>
        {found.map(({ id: own, content }, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and handles the keys.
          <div
            key={own}
            id={`${id}${own}`}
            role="option"
            aria-selected={place === choice}
            tabIndex={-1}
            className={styles.option}
            onClick={() => onChoose(place)}
            onMouseMove={() => setMarked(place)}
          >
            {content}
          </div>
        ))}
      </div>
      <p className={styles.hint} role="status">
        {hint}
      </p>
    </Dialog>
  );
}
