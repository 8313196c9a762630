import { useDeferredValue, useMemo, useState } from "react";
import type { LabelWithExemplars } from "../../../contract/labels/labelSpace.ts";
import { FindDialog } from "../../components/dialogs/FindDialog.tsx";
import { LabelNote } from "../../components/texts/LabelNote.tsx";
import { words } from "../../words/words.ts";
import { meantWith } from "../search/meaningOf.ts";
import { type LabelSearch, maxFound } from "../search/searchLabels.ts";
import type { AnnotationState } from "../state/annotationState.ts";
import styles from "./SearchDialog.module.css";

const texts = words.exemplars.search;

/** This many labels can be added with a single key, 1 to 9. */
export const maxNumbered = 9;

interface Props {
  labels: ReadonlyMap<number, LabelWithExemplars>;
  search: LabelSearch;
  cards: AnnotationState["cards"];
  /** Recently added labels, the latest first: offered before anything is typed. */
  recent?: readonly number[];
  /** Says what Enter does, before anything is typed. */
  hint?: string;
  /** Whether the search can stay open for another label (`more`); otherwise, `onAdd` ends it. */
  mayAddMore?: boolean;
  onAdd(label: number, more: boolean): void;
  /** Called when something was typed and searched for. */
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
  mayAddMore = false,
  onAdd,
  onSearched,
  onClose,
}: Props) {
  const [text, setText] = useState("");
  /** The label added while the search stays open. */
  const [added, setAdded] = useState<LabelWithExemplars | null>(null);
  const query = useDeferredValue(text.trim());
  const offered = useMemo(
    () => (added ? [...new Set([...besides(added, labels), ...recent])] : recent),
    [added, labels, recent],
  );
  const lookUp = (typed: string) => known(typed === "" ? offered : search(typed), labels);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what looking up rests on.
  const found = useMemo(() => lookUp(query), [query, search, labels, offered]);

  function leave() {
    if (query !== "") onSearched?.();
    onClose();
  }

  function add(label: number, more: boolean) {
    onAdd(label, more && mayAddMore);
    if (!more || !mayAddMore) return;
    setAdded(labels.get(label) ?? null);
    setText("");
  }

  /** The labels in the list, or those it will hold once it has caught up with fast typing. */
  const foundBy = (typed: string) => (typed === query ? found : lookUp(typed));

  function press(event: React.KeyboardEvent, marked: number): boolean {
    const typed = text.trim();
    const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey;
    // By physical key, as for the cards: with Shift, some layouts print digits and others signs.
    const digit = isPlain ? /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1] : undefined;
    const isChoice = digit !== undefined && !(/^\d$/.test(event.key) && isTyped(typed, event.key));
    if (!isChoice && event.key !== "Enter") return false;
    // The mark belongs to the list as shown: if more was typed since, Enter means the best match.
    const place = isChoice ? Number(digit) - 1 : typed === query ? marked : 0;
    const label = foundBy(typed)[place];
    if (label) {
      event.preventDefault();
      add(label.index, event.shiftKey);
    }
    return !isChoice || label !== undefined;
  }

  /** Whether a digit belongs to the typed text: a label's number or id, or a name that continues with it. */
  function isTyped(typed: string, digit: string): boolean {
    if (typed === "") return foundBy(typed).length === 0;
    const whole = typed + digit;
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
          ? added
            ? texts.added(added.name)
            : found.length > 0
              ? texts.recent
              : hint
          : found.length === 0
            ? texts.nothing
            : texts.found(found.length, maxFound, mayAddMore)
      }
      onText={setText}
      onChoose={(place) => add(found[place]!.index, false)}
      onPress={press}
      onClose={leave}
    />
  );
}

const known = (indexes: readonly number[], labels: Props["labels"]) =>
  indexes.flatMap((label) => labels.get(label) ?? []);

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
        <span className={styles.path}>{label.hypernyms.slice(0, 2).join(" › ")}</span>
      </span>
      <span className={styles.definition} title={[label.key, ...label.hypernyms].join(" › ")}>
        {label.definition}
      </span>
      <LabelNote note={label.note} />
    </span>
    {card && <span className={styles.state}>{card.answer === "yes" ? texts.ticked : texts.onCard}</span>}
    {label.exemplars[0] && <img src={label.exemplars[0].url} alt="" />}
  </>
);

/** Labels that often go with the one just added, according to everyday words. */
function besides({ name }: LabelWithExemplars, labels: Props["labels"]): number[] {
  const meant = meantWith(name);
  const found = [...labels.values()].filter((label) => meant.includes(label.name));
  return found.sort((a, b) => meant.indexOf(a.name) - meant.indexOf(b.name)).map(({ index }) => index);
}
