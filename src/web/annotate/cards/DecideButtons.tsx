import type { Answer } from "../../../core/tasks/decision.ts";
import { KeyCap } from "../../keys/KeyCap.tsx";
import type { Key } from "../../keys/key.ts";
import { words } from "../../words/words.ts";
import { classes } from "./classes.ts";
import styles from "./DecideButtons.module.css";

interface Props {
  /** The label's name. */
  name: string;
  answer: "yes" | "no" | "unsure" | null;
  /** Whether the card has the focus: keys and Tab act on it, so only it shows the key caps. */
  focused: boolean;
  keys: DecideKeys;
  readOnly: boolean;
  /** Whether there is a third answer between them. */
  withMaybe: boolean;
  onDecide(answer: Answer): void;
}

export type DecideKeys = Readonly<Record<Answer, Key | undefined>>;

const choices = { two: ["yes", "no"], three: ["yes", "unsure", "no"] } as const;

/** Yes and no, in a vote with maybe between them; none is the default: a card without an answer stays undecided. */
export function DecideButtons(props: Props) {
  const { name, answer, focused, keys, readOnly, withMaybe, onDecide } = props;
  const { yes, no, decisionOn } = words.careful;
  const names: Record<Answer, string> = { yes, no, unsure: words.vote.maybe };
  return (
    <span className={classes(styles.buttons, withMaybe && styles.three)}>
      {choices[withMaybe ? "three" : "two"].map((choice) => (
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
          {names[choice]}
          <span className="visuallyHidden">{decisionOn(name)}</span>
          <span className={classes(styles.cap, !focused && styles.away)}>
            <KeyCap value={keys[choice]} />
          </span>
        </button>
      ))}
    </span>
  );
}
