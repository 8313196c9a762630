import type { LabelWithExemplars } from "../../contract/labels/labelSpace.ts";
import { ExemplarStrip } from "../annotate/cards/ExemplarStrip.tsx";
import { LabelNote } from "../components/texts/LabelNote.tsx";
import { words } from "../words/words.ts";
import styles from "./OriginalLabel.module.css";

interface Props {
  index: number;
  label: LabelWithExemplars | undefined;
  onExemplars(): void;
}

/** A label that the dataset gives the image: its text and exemplars. */
export function OriginalLabel({ index, label, onExemplars }: Props) {
  const name = label?.name ?? `Label ${index}`;
  return (
    <article className={styles.label} data-label={index}>
      <div className={styles.words}>
        <b className={styles.name}>{name}</b>
        {label && label.synonyms.length > 0 && (
          <span className={styles.synonyms}>{label.synonyms.join(", ")}</span>
        )}
        <span className={styles.definition}>{label?.definition}</span>
        <LabelNote note={label?.note} />
        {label && label.hypernyms.length > 0 && (
          <span className={styles.synonyms}>
            {words.exemplars.kindOf} {label.hypernyms.slice(0, 4).join(" › ")}
          </span>
        )}
      </div>
      <div className={label && label.exemplars.length > 0 ? styles.strip : styles.bare}>
        <ExemplarStrip name={name} label={label} onOpen={onExemplars} />
      </div>
    </article>
  );
}
