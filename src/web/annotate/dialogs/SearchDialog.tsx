import { useDeferredValue, useId, useMemo, useState } from "react";
import type { LabelWithExemplars } from "../../../contract/labels/labelSpace.ts";
import { Dialog } from "../../components/Dialog.tsx";
import { Icon } from "../../components/Icon.tsx";
import { LabelNote } from "../../components/texts/LabelNote.tsx";
import { words } from "../../words/words.ts";
import { type LabelSearch, maxFound } from "../search/searchLabels.ts";
import type { AnnotationState } from "../state/annotationState.ts";
import styles from "./SearchDialog.module.css";

const texts = words.exemplars.search;

/** As many labels can be added by one key each: 1 to 9. */
export const maxNumbered = 9;

interface Props {
  labels: ReadonlyMap<number, LabelWithExemplars>;
  search: LabelSearch;
  cards: AnnotationState["cards"];
  /** Labels that were added lately, the last one first: offered before anything is typed. */
  recent?: readonly number[];
  /** What Enter does, told before anything is typed. */
  hint?: string;
  onAdd(label: number): void;
  /** Something was typed, and looked for. */
  onSearched?(): void;
  onClose(): void;
}

/** Finds any label of the label space, and adds it to the image as ticked. */
export function SearchDialog({
  labels,
  search,
  cards,
  recent = [],
  hint = texts.begin,
  onAdd,
  onSearched,
  onClose,
}: Props) {
  const [text, setText] = useState("");
  const [marked, setMarked] = useState(0);
  const id = useId();
  const query = useDeferredValue(text.trim());
  const found = useMemo(
    () =>
      (query === "" ? recent : search(query)).flatMap((label) =>
        labels.has(label) ? [labels.get(label)!] : [],
      ),
    [query, search, labels, recent],
  );
  const choice = Math.min(marked, found.length - 1);

  function leave() {
    if (query !== "") onSearched?.();
    onClose();
  }

  function press(event: React.KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const step = event.code === "ArrowDown" ? 1 : event.code === "ArrowUp" ? -1 : 0;
    if (step !== 0 && found.length > 0) {
      event.preventDefault();
      const next = (choice + step + found.length) % found.length;
      setMarked(next);
      document.getElementById(`${id}${found[next]?.index}`)?.scrollIntoView({ block: "nearest" });
    }
    const numbered = /^[1-9]$/.test(event.key) && !event.altKey && !event.ctrlKey && !event.metaKey;
    if (numbered && text.trim() === query && !isTyped(query + event.key)) {
      const label = found[Number(event.key) - 1];
      if (label) {
        event.preventDefault();
        onAdd(label.index);
      }
      return;
    }
    if (event.key !== "Enter") return;
    // The list may lag behind what is typed: Enter means the best for what stands in the field.
    const typed = text.trim();
    const label = typed === query ? found[choice]?.index : search(typed).find((index) => labels.has(index));
    if (label !== undefined) {
      event.preventDefault();
      onAdd(label);
    }
  }

  /** Whether a digit belongs to what is typed: a label's number or id, or a name that goes on so. */
  function isTyped(whole: string): boolean {
    if (query === "") return found.length === 0;
    if (/^n?\d+$/.test(whole)) return true;
    const begin = whole.toLowerCase();
    return [...labels.values()].some(({ name, synonyms, key }) =>
      [name, ...synonyms, key].some((one) => one.toLowerCase().includes(begin)),
    );
  }

  return (
    <Dialog title={texts.all(labels.size)} bare className={styles.dialog} onClose={leave}>
      <div className={styles.field}>
        <Icon name="search" />
        <input
          data-autofocus
          type="text"
          role="combobox"
          aria-label={texts.all(labels.size)}
          aria-expanded={found.length > 0}
          aria-controls={`${id}list`}
          aria-activedescendant={found[choice] ? `${id}${found[choice].index}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={texts.placeholder}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setMarked(0);
          }}
          onKeyDown={press}
        />
        <button type="button" onClick={leave}>
          {words.keys.escape}
        </button>
      </div>
      <div id={`${id}list`} role="listbox" aria-label={texts.results} className={styles.list}>
        {found.map((label, row) => {
          const card = cards.find((one) => one.label === label.index);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and handles the keys.
            <div
              key={label.index}
              id={`${id}${label.index}`}
              role="option"
              aria-selected={row === choice}
              tabIndex={-1}
              className={styles.option}
              onClick={() => onAdd(label.index)}
              onMouseMove={() => setMarked(row)}
            >
              <kbd className={styles.number} aria-hidden>
                {row < maxNumbered ? row + 1 : ""}
              </kbd>
              <span className={styles.words}>
                <span className={styles.name}>
                  <b>{label.name}</b>
                  {label.synonyms.length > 0 && <span>{label.synonyms.join(", ")}</span>}
                </span>
                <span className={styles.definition}>{label.definition}</span>
                <LabelNote note={label.note} />
                <span className={styles.path}>{[label.key, ...label.hypernyms.slice(0, 4)].join(" › ")}</span>
              </span>
              {card && (
                <span className={styles.state}>{card.answer === "yes" ? texts.ticked : texts.onCard}</span>
              )}
              {label.exemplars[0] && <img src={label.exemplars[0].url} alt="" />}
            </div>
          );
        })}
      </div>
      <p className={styles.hint} role="status">
        {query === ""
          ? found.length > 0
            ? texts.recent
            : hint
          : found.length === 0
            ? texts.nothing
            : texts.found(found.length, maxFound)}
      </p>
    </Dialog>
  );
}
