import type { RefObject } from "react";
import { classes } from "./classes.ts";
import styles from "./CommentBox.module.css";

interface Props {
  box: RefObject<HTMLTextAreaElement | null>;
  text: string;
  /** The set was changed in refinement: the comment says why. */
  expected: boolean;
  /** It was asked for, and is still missing. */
  missing: boolean;
  readOnly: boolean;
  keyCap: string;
  onChange(text: string): void;
}

/** A comment on the image; Esc leaves it, Ctrl+Enter submits from it. */
export function CommentBox({ box, text, expected, missing, readOnly, keyCap, onChange }: Props) {
  return (
    <div>
      <textarea
        ref={box}
        className={classes(styles.box, expected && text.trim() === "" && styles.expected)}
        rows={1}
        maxLength={4000}
        value={text}
        readOnly={readOnly}
        aria-label="Comment"
        aria-invalid={missing || undefined}
        aria-describedby={missing ? "comment-missing" : undefined}
        placeholder={expected ? "What did you change, and why?" : keyCap ? `Comment (${keyCap})` : "Comment"}
        onChange={(event) => onChange(event.target.value)}
      />
      {missing && (
        <p id="comment-missing" className={styles.missing} role="alert">
          You changed the answer: say why, then submit.
        </p>
      )}
    </div>
  );
}
