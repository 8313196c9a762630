import { type ReactNode, useId } from "react";
import type { LabelWithExemplars } from "../../../contract/labels/labelSpace.ts";
import type { Card } from "../../../contract/tasks/work.ts";
import type { Answer } from "../../../core/tasks/decision.ts";
import { Icon } from "../../components/Icon.tsx";
import { LabelNote } from "../../components/texts/LabelNote.tsx";
import { KeyCap } from "../../keys/KeyCap.tsx";
import type { Key } from "../../keys/key.ts";
import { spoken } from "../../language/spoken.ts";
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
  /** Undefined if the label space has no such label. */
  label: LabelWithExemplars | undefined;
  refinement: Card["refinement"];
  /** Those to show now. */
  rulings: readonly RulingOnCard[];
  nameOf(label: number): string;
  /** Shown in place of the synonyms. */
  remark: ReactNode;
  /** The key that toggles it; null beyond the ninth. */
  digit: number | null;
  decideKeys: DecideKeys;
  keys: ReadonlyMap<string, Key>;
  /** Whether one ticked card is marked as the main object. */
  asksMain: boolean;
  mayBeUnsure: boolean;
  /** Whether keys act on this card. */
  focused: boolean;
  readOnly: boolean;
  onAnswer(answer: CardAnswer): void;
  onMain(on: boolean): void;
  /** Whether it is part of a vote: yes, maybe and no. */
  isBallot: boolean;
  onDecide(answer: Answer): void;
  onFocus(): void;
  onExemplar(position: number): void;
  onDifferences(): void;
  onKin(): void;
  onRulings(): void;
}

/** @param isOwn the name is in the page's language */
const wikipedia = (name: string, isOwn: boolean) =>
  `https://${isOwn ? spoken.language : "en"}.wikipedia.org/wiki/Special:Search?search=${encodeURIComponent(name)}`;

/** A label to decide on: a click anywhere toggles it, except on the exemplars, which open large. */
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
    keys,
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
            // A focused checkbox keeps Space for itself; anywhere else on the page, Space opens the next group.
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
            <Tool
              rest={texts.mainObjectIs(name)}
              text={texts.mainShort}
              keyShown={focused ? keys.get("main") : undefined}
              pressed={card.main === true}
              isAsked={card.answer === "yes"}
              disabled={readOnly}
              onPress={() => onMain(!card.main)}
            />
          )}
          {!card.decide && mayBeUnsure && (
            <Tool
              rest={texts.unsureAbout(name)}
              text={texts.unsure}
              keyShown={focused ? keys.get(`unsure${digit}`) : undefined}
              pressed={card.answer === "unsure"}
              disabled={readOnly}
              onPress={() => onAnswer(card.answer === "unsure" ? null : "unsure")}
            />
          )}
          {label && (
            <Tool
              rest={texts.compareWith(name)}
              text={texts.compare}
              keyShown={focused ? keys.get("differences") : undefined}
              onPress={onDifferences}
            />
          )}
          {label && label.exemplars.length === 0 && label.hypernyms.length > 0 && (
            <Tool
              rest={texts.sameKindAs(name)}
              text={texts.sameKind}
              keyShown={focused ? keys.get("kin") : undefined}
              onPress={onKin}
            />
          )}
          <a
            href={wikipedia(name, label?.names?.[spoken.language]?.[0] === name)}
            target="_blank"
            rel="noreferrer noopener"
            aria-label={texts.wikipedia(name)}
          >
            {texts.wikipediaShort} <Icon name="out" size={12} />
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
      <ExemplarStrip name={name} label={label} onOpen={onExemplar} />
    </article>
  );
}

interface ToolProps {
  text: string;
  /** Added for people who do not see which card it is on. */
  rest: string;
  /** The key that does the same to this card. */
  keyShown: Key | undefined;
  /** Whether it is on, if it can be on and off. */
  pressed?: boolean;
  /** Whether it is asked for: then it shows even if the card is neither focused nor hovered. */
  isAsked?: boolean;
  disabled?: boolean;
  onPress(): void;
}

const Tool = ({ text, rest, keyShown, pressed, isAsked, disabled = false, onPress }: ToolProps) => (
  <button
    type="button"
    aria-pressed={pressed}
    data-asked={isAsked || undefined}
    disabled={disabled}
    onClick={onPress}
  >
    {text}
    <span className="visuallyHidden">{rest}</span> <KeyCap value={keyShown} />
  </button>
);
