import { words } from "../../words/words.ts";
import type { RulingOnCard } from "../state/rulings.ts";
import styles from "./CardRuling.module.css";
import { classes } from "./classes.ts";

const texts = words.rulings;

interface Props {
  id: string;
  rulings: readonly RulingOnCard[];
  /** The card's own label. */
  name: string;
  nameOf(label: number): string;
  onOpen(): void;
}

/** One line below a card's text: the ruling that matters most now, and how many more there are. */
export function CardRuling({ id, rulings, name, nameOf, onOpen }: Props) {
  const [max] = rulings;
  if (!max) return null;
  const text = texts.onCard(max.ruling.kind, max.isFirst, nameOf(max.other));
  const more = rulings.length - 1;
  return (
    <button
      type="button"
      className={classes(styles.ruling, max.isAgainst && styles.against)}
      data-ruling
      title={text}
      onClick={onOpen}
    >
      <span aria-hidden="true" className={styles.sign}>
        {max.isAgainst ? "!" : "§"}
      </span>
      <span className="visuallyHidden">{texts.open(name)}: </span>
      <span id={id} className={styles.text}>
        {max.isAgainst && <span className="visuallyHidden">{texts.against} </span>}
        {text}
      </span>
      {more > 0 && (
        <span className={styles.more}>
          <span aria-hidden="true">{texts.more(more)}</span>
          <span className="visuallyHidden">{texts.moreInWords(more)}</span>
        </span>
      )}
    </button>
  );
}
