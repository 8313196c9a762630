import { words } from "../words/words.ts";
import { classes } from "./classes.ts";
import styles from "./DecideButtons.module.css";

interface Props {
  /** The label's name. */
  name: string;
  answer: "yes" | "no" | "unsure" | null;
  /** By the Tab key: those of the focused card are. */
  reachable: boolean;
  readOnly: boolean;
  onDecide(answer: "yes" | "no"): void;
}

/** Yes and no side by side, neither of them the usual one: what is not answered stays undecided. */
export function DecideButtons({ name, answer, reachable, readOnly, onDecide }: Props) {
  const { yes, no, yesTo, noTo } = words.careful;
  return (
    <span className={styles.buttons}>
      {(["yes", "no"] as const).map((choice) => (
        <button
          key={choice}
          type="button"
          className={classes(styles.button, answer === choice && styles.chosen)}
          aria-pressed={answer === choice}
          aria-label={choice === "yes" ? yesTo(name) : noTo(name)}
          tabIndex={reachable ? 0 : -1}
          disabled={readOnly}
          onClick={(event) => {
            event.stopPropagation();
            onDecide(choice);
          }}
        >
          {choice === "yes" ? yes : no}
        </button>
      ))}
    </span>
  );
}
