import { type ReactNode, useId } from "react";
import type { LabelWithExemplars } from "../../../contract/labels/labelSpace.ts";
import type { Card } from "../../../contract/tasks/work.ts";
import type { Answer } from "../../../core/tasks/decision.ts";
import { Icon } from "../../components/Icon.tsx";
import { LabelNote } from "../../components/texts/LabelNote.tsx";
import type { Key } from "../../keys/key.ts";
import { words } from "../../words/words.ts";
import type { AnnotationCard, CardAnswer } from "../state/annotationState.ts";
import type { RulingOnCard } from "../state/rulings.ts";
import { CardRuling } from "./CardRuling.tsx";
import { classes } from "./classes.ts";
import { DecideButtons, type DecideKeys } from "./DecideButtons.tsx";
import { ExemplarStrip } from "./ExemplarStrip.tsx";
import styles from "./LabelCard.module.css";
import { Marks } from "./Marks.tsx";
import { useLongPress } from "./useLongPress.ts";

const texts = words.annotate.card;

interface Props {
  card: AnnotationCard;
  /** Undefined where the label space has no such label. */
  label: LabelWithExemplars | undefined;
  refinement: Card["refinement"];
  /** Those to show now. */
  rulings: readonly RulingOnCard[];
  nameOf(label: number): string;
  /** Stands in the place of the synonyms. */
  remark: ReactNode;
  /** The key that toggles it; null beyond the ninth. */
  digit: number | null;
  decideKeys: DecideKeys;
  kinKey: Key | undefined;
  /** One ticked card is marked as the main object. */
  asksMain: boolean;
  mayBeUnsure: boolean;
  /** The card that keys act on. */
  focused: boolean;
  readOnly: boolean;
  onAnswer(answer: CardAnswer): void;
  onMain(on: boolean): void;
  /** It is one of a vote: yes, maybe and no. */
  isBallot: boolean;
  onDecide(answer: Answer): void;
  onFocus(): void;
  onExemplar(position: number): void;
  onDifferences(): void;
  onKin(): void;
  onRulings(): void;
}

const wikipedia = (name: string) =>
  `https://en.wikipedia.org/wiki/Special:Search?search=${encodeURIComponent(name)}`;

/** A label to decide on: all of it toggles, except the exemplars, which open large. */
export function LabelCard(props: Props) {
  const {
    card,
    label,
    refinement,
    rulings,
    remark,
    digit,
    asksMain,
    mayBeUnsure,
    focused,
    readOnly,
    isBallot,
  } = props;
  const { onAnswer, onMain, onDecide, onFocus, onExemplar, onDifferences, onKin, onRulings } = props;
  const id = useId();
  const name = label?.name ?? words.annotate.unknownLabel(card.label);
  const toggle = () => {
    onFocus();
    if (!readOnly && !card.decide) onAnswer(card.answer === "yes" ? null : "yes");
  };
  const longPress = useLongPress(() => onExemplar(0));

  return (
    <article
      className={classes(
        styles.card,
        card.answer === "yes" && styles.on,
        card.answer === "unsure" && styles.unsure,
        (card.decide ? card.answer === null && !isBallot : refinement?.disputed) && styles.disputed,
        isBallot && styles.ballot,
        focused && styles.focused,
        !label?.exemplars.length && styles.wordy,
      )}
      data-label={card.label}
    >
      <div className={styles.main}>
        {/* biome-ignore lint/a11y: the whole card is the checkbox, with a third state; or a group of yes and no. */}
        <div
          className={classes(styles.face, card.decide && styles.asks)}
          role={card.decide ? "group" : "checkbox"}
          {...(card.decide
            ? {}
            : {
                "aria-checked": card.answer === "yes" ? true : card.answer === "unsure" ? "mixed" : false,
                "aria-disabled": readOnly || undefined,
              })}
          data-face
          aria-labelledby={`${id}name`}
          aria-describedby={rulings.length > 0 ? `${id}text ${id}ruling` : `${id}text`}
          aria-keyshortcuts={digit === null ? undefined : String(digit)}
          tabIndex={focused ? 0 : -1}
          onClick={toggle}
          onKeyDown={(event) => {
            // With the focus on it, a checkbox keeps its own key; from the page the same key opens the next group.
            if (event.code !== "Space" || event.target !== event.currentTarget || card.decide) return;
            event.preventDefault();
            if (!event.repeat) toggle();
          }}
          onFocus={() => focused || onFocus()}
          {...longPress}
        >
          <span className={styles.key} aria-hidden="true">
            {digit}
          </span>
          {card.decide ? (
            <DecideButtons
              name={name}
              answer={card.answer}
              focused={focused}
              keys={props.decideKeys}
              readOnly={readOnly}
              withMaybe={isBallot}
              onDecide={onDecide}
            />
          ) : (
            <span className={styles.box} aria-hidden="true">
              {card.answer === "yes" && <Icon name="check" />}
              {card.answer === "unsure" && "?"}
            </span>
          )}
          <span className={styles.text}>
            <b id={`${id}name`} title={name}>
              {name}
            </b>
            <span id={`${id}text`} className={styles.about}>
              {remark ??
                (label && label.synonyms.length > 0 && (
                  <span className={styles.synonyms}>{label.synonyms.join(", ")}</span>
                ))}
              {card.answer === "unsure" && <span className="visuallyHidden">{texts.unsureStands}</span>}
              <span className={styles.definition} title={label?.definition}>
                {label?.definition}
              </span>
              <LabelNote note={label?.note} isShort />
              {refinement && <Marks refinement={refinement} />}
              {card.decide && card.answer === null && (
                <span className="visuallyHidden">{words.careful.undecided}</span>
              )}
              {card.reason && <span className={styles.found}>{card.reason}</span>}
              {card.main && (
                <span className={classes(styles.found, styles.mainObject)}>{texts.mainObject}</span>
              )}
              {card.how === "search" && <span className={styles.found}>{texts.foundBySearch}</span>}
            </span>
          </span>
        </div>
        <div className={styles.tools}>
          {asksMain && (
            <button
              type="button"
              aria-pressed={card.main === true}
              data-asked
              aria-label={texts.mainIs(name)}
              title={texts.mainKey}
              disabled={readOnly}
              onClick={() => {
                onFocus();
                onMain(!card.main);
              }}
            >
              <Icon name="star" />
            </button>
          )}
          {!card.decide && mayBeUnsure && (
            <button
              type="button"
              aria-pressed={card.answer === "unsure"}
              aria-label={texts.unsureAbout(name)}
              title={digit === null ? texts.unsure : texts.unsureKey(digit)}
              disabled={readOnly}
              onClick={() => {
                onFocus();
                onAnswer(card.answer === "unsure" ? null : "unsure");
              }}
            >
              ?
            </button>
          )}
          {label && (
            <button
              type="button"
              aria-label={words.exemplars.differences.open(name)}
              title={words.exemplars.differences.open(name)}
              onClick={onDifferences}
            >
              ≠
            </button>
          )}
          <a
            href={wikipedia(name)}
            target="_blank"
            rel="noreferrer noopener"
            aria-label={texts.wikipedia(name)}
            title={texts.searchWikipedia}
          >
            W
          </a>
        </div>
        <CardRuling
          id={`${id}ruling`}
          rulings={rulings}
          name={name}
          nameOf={props.nameOf}
          onOpen={onRulings}
        />
      </div>
      <ExemplarStrip
        name={name}
        label={label}
        kinKey={focused ? props.kinKey : undefined}
        onKin={onKin}
        onOpen={onExemplar}
      />
    </article>
  );
}
