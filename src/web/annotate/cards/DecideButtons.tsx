import { KeyCap } from "../../keys/KeyCap.tsx";
import type { Key } from "../../keys/key.ts";
import { words } from "../../words/words.ts";
import { classes } from "./classes.ts";
import styles from "./DecideButtons.module.css";

interface Props {
  /** The label's name. */
  name: string;
  answer: "yes" | "no" | "unsure" | null;
  /** The keys act on the card that has the focus, and so does Tab: only there the caps are shown. */
  focused: boolean;
  keys: DecideKeys;
  readOnly: boolean;
  onDecide(answer: "yes" | "no"): void;
}

export type DecideKeys = Readonly<Record<"yes" | "no", Key | undefined>>;

/** Yes and no side by side, neither of them the usual one: what is not answered stays undecided. */
export function DecideButtons({ name, answer, focused, keys, readOnly, onDecide }: Props) {
  const { yes, no, decisionOn } = words.careful;
  return (
    <span className={styles.buttons}>
      {(["yes", "no"] as const).map((choice) => (
        <button
          key={choice}
          type="button"
          className={classes(styles.button, answer === choice && styles.chosen)}
          aria-pressed={answer === choice}
          tabIndex={focused ? 0 : -1}
          disabled={readOnly}
          onClick={(event) => {
            event.stopPropagation();
            onDecide(choice);
          }}
        >
          {choice === "yes" ? yes : no}
          <span className="visuallyHidden">{decisionOn(name)}</span>
          <span className={classes(styles.cap, !focused && styles.away)}>
            <KeyCap value={keys[choice]} />
          </span>
        </button>
      ))}
    </span>
  );
}
