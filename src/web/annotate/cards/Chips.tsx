import type { LabelWithExemplars } from "../../../contract/labels/labelSpace.ts";
import { Icon } from "../../components/Icon.tsx";
import { words } from "../../words/words.ts";
import { type AnnotationAction, type AnnotationState, labelsWith } from "../state/annotationState.ts";
import styles from "./Chips.module.css";
import { classes } from "./classes.ts";

const texts = words.annotate.chips;

interface Props {
  annotation: AnnotationState;
  labels: ReadonlyMap<number, LabelWithExemplars>;
  readOnly: boolean;
  onChange(action: AnnotationAction): void;
}

/** All ticked and unsure labels of all groups; a click removes one. */
export function Chips({ annotation, labels, readOnly, onChange }: Props) {
  const nameOf = (label: number) => labels.get(label)?.name ?? words.annotate.unknownLabel(label);
  const ticked = labelsWith(annotation, "yes").length;
  const remove = (label: number) =>
    onChange({
      kind: "answer",
      position: annotation.cards.findIndex((card) => card.label === label),
      answer: null,
    });
  return (
    <div className={styles.row}>
      <ul className={styles.chips} aria-label={texts.label}>
        {annotation.noneOfThese && (
          <li>
            <Chip
              text={texts.noneOfThese}
              readOnly={readOnly}
              onRemove={() => onChange({ kind: "none", on: false })}
            />
          </li>
        )}
        {annotation.cards.map(
          ({ label, answer, main }) =>
            (answer === "yes" || answer === "unsure") && (
              <li key={label}>
                <Chip
                  text={nameOf(label)}
                  unsure={answer === "unsure"}
                  main={main === true}
                  readOnly={readOnly}
                  onRemove={() => remove(label)}
                />
              </li>
            ),
        )}
      </ul>
      <span className={styles.count}>{annotation.noneOfThese ? texts.noLabel : texts.count(ticked)}</span>
    </div>
  );
}

interface ChipProps {
  text: string;
  unsure?: boolean;
  /** Whether its object is the main one. */
  main?: boolean;
  readOnly: boolean;
  onRemove(): void;
}

function Chip({ text, unsure = false, main = false, readOnly, onRemove }: ChipProps) {
  const name = main ? texts.main(text) : unsure ? texts.unsure(text) : text;
  return (
    <button
      type="button"
      className={classes(styles.chip, unsure && styles.unsure)}
      disabled={readOnly}
      aria-label={readOnly ? name : texts.remove(name)}
      onClick={onRemove}
    >
      {main && <Icon name="star" size={14} />}
      {unsure && <span aria-hidden="true">?</span>}
      {text}
      {!readOnly && <Icon name="cross" size={12} />}
    </button>
  );
}
