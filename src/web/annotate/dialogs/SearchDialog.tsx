import { useDeferredValue, useMemo, useState } from "react";
import type { LabelWithExemplars } from "../../../contract/labels/labelSpace.ts";
import { FindDialog } from "../../components/dialogs/FindDialog.tsx";
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
  /** What Enter does, shown before anything is typed. */
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
  const query = useDeferredValue(text.trim());
  const found = useMemo(
    () =>
      (query === "" ? recent : search(query)).flatMap((label) =>
        labels.has(label) ? [labels.get(label)!] : [],
      ),
    [query, search, labels, recent],
  );

  function leave() {
    if (query !== "") onSearched?.();
    onClose();
  }

  function press(event: React.KeyboardEvent, marked: number): boolean {
    const typed = text.trim();
    const numbered = /^[1-9]$/.test(event.key) && !event.altKey && !event.ctrlKey && !event.metaKey;
    if (numbered && typed === query && !isTyped(query + event.key)) {
      const label = found[Number(event.key) - 1];
      if (!label) return false;
      event.preventDefault();
      onAdd(label.index);
      return true;
    }
    if (event.key !== "Enter") return false;
    // The list may lag behind what is typed: Enter means the best for what stands in the field.
    const label = typed === query ? found[marked]?.index : search(typed).find((index) => labels.has(index));
    if (label !== undefined) {
      event.preventDefault();
      onAdd(label);
    }
    return true;
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
    <FindDialog
      title={texts.all(labels.size)}
      placeholder={texts.placeholder}
      text={text}
      found={found.map((label, row) => ({
        id: String(label.index),
        content: (
          <Found
            label={label}
            number={row < maxNumbered ? row + 1 : null}
            card={cards.find((one) => one.label === label.index)}
          />
        ),
      }))}
      results={texts.results}
      hint={
        query === ""
          ? found.length > 0
            ? texts.recent
            : hint
          : found.length === 0
            ? texts.nothing
            : texts.found(found.length, maxFound)
      }
      onText={setText}
      onChoose={(place) => onAdd(found[place]!.index)}
      onPress={press}
      onClose={leave}
    />
  );
}

interface FoundProps {
  label: LabelWithExemplars;
  number: number | null;
  card: AnnotationState["cards"][number] | undefined;
}

const Found = ({ label, number, card }: FoundProps) => (
  <>
    <kbd className={styles.number} aria-hidden>
      {number}
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
    {card && <span className={styles.state}>{card.answer === "yes" ? texts.ticked : texts.onCard}</span>}
    {label.exemplars[0] && <img src={label.exemplars[0].url} alt="" />}
  </>
);
