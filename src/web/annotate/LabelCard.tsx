import { useId } from "react";
import type { LabelWithExemplars } from "../../contract/labelSpace.ts";
import type { Card } from "../../contract/work.ts";
import type { AnnotationCard, CardAnswer } from "./annotationState.ts";
import { classes } from "./classes.ts";
import { ExemplarStrip } from "./ExemplarStrip.tsx";
import { Icon } from "./Icon.tsx";
import styles from "./LabelCard.module.css";
import { Marks } from "./Marks.tsx";
import { useLongPress } from "./useLongPress.ts";

interface Props {
  card: AnnotationCard;
  /** Undefined where the label space has no such label. */
  label: LabelWithExemplars | undefined;
  refinement: Card["refinement"];
  /** The key that toggles it; null beyond the ninth. */
  digit: number | null;
  /** The card that keys act on. */
  focused: boolean;
  readOnly: boolean;
  onAnswer(answer: CardAnswer): void;
  onFocus(): void;
  onExemplar(position: number): void;
}

const wikipedia = (name: string) =>
  `https://en.wikipedia.org/wiki/Special:Search?search=${encodeURIComponent(name)}`;

/** A label to decide on: all of it toggles, except the exemplars, which open large. */
export function LabelCard(props: Props) {
  const { card, label, refinement, digit, focused, readOnly, onAnswer, onFocus, onExemplar } = props;
  const id = useId();
  const name = label?.name ?? `Label ${card.label}`;
  const toggle = () => {
    onFocus();
    if (!readOnly) onAnswer(card.answer === "yes" ? null : "yes");
  };
  const longPress = useLongPress(() => onExemplar(0));

  return (
    <article
      className={classes(
        styles.card,
        card.answer === "yes" && styles.on,
        card.answer === "unsure" && styles.unsure,
        refinement?.disputed && styles.disputed,
        focused && styles.focused,
        !label?.exemplars.length && styles.wordy,
      )}
      data-label={card.label}
    >
      <div className={styles.main}>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: digits toggle it; Space and Enter keep their meaning on the page. */}
        {/* biome-ignore lint/a11y/useSemanticElements: the whole card is the checkbox, with a third state. */}
        <div
          className={styles.face}
          role="checkbox"
          aria-checked={card.answer === "yes" ? true : card.answer === "unsure" ? "mixed" : false}
          aria-disabled={readOnly || undefined}
          aria-labelledby={`${id}name`}
          aria-describedby={`${id}text`}
          aria-keyshortcuts={digit === null ? undefined : String(digit)}
          tabIndex={focused ? 0 : -1}
          data-keys="page"
          onClick={toggle}
          onFocus={() => focused || onFocus()}
          {...longPress}
        >
          <span className={styles.key} aria-hidden="true">
            {digit}
          </span>
          <span className={styles.box} aria-hidden="true">
            {card.answer === "yes" && <Icon name="check" />}
            {card.answer === "unsure" && "?"}
          </span>
          <span className={styles.text}>
            <b id={`${id}name`} title={name}>
              {name}
            </b>
            <span id={`${id}text`} className={styles.about}>
              {label && label.synonyms.length > 0 && (
                <span className={styles.synonyms}>{label.synonyms.join(", ")}</span>
              )}
              {card.answer === "unsure" && <span className="visuallyHidden">Unsure. </span>}
              <span className={styles.definition} title={label?.definition}>
                {label?.definition}
              </span>
              {refinement && <Marks refinement={refinement} />}
              {card.how === "search" && <span className={styles.found}>found by search</span>}
            </span>
          </span>
        </div>
        <div className={styles.tools}>
          <button
            type="button"
            aria-pressed={card.answer === "unsure"}
            aria-label={`Unsure about ${name}`}
            title={digit === null ? "Unsure" : `Unsure (Shift+${digit})`}
            disabled={readOnly}
            onClick={() => {
              onFocus();
              onAnswer(card.answer === "unsure" ? null : "unsure");
            }}
          >
            ?
          </button>
          <a
            href={wikipedia(name)}
            target="_blank"
            rel="noreferrer noopener"
            aria-label={`${name} on Wikipedia`}
            title="Search Wikipedia"
          >
            W
          </a>
        </div>
      </div>
      <ExemplarStrip name={name} label={label} onOpen={onExemplar} />
    </article>
  );
}
