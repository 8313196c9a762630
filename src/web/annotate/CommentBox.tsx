import type { RefObject } from "react";
import { KeyCap } from "../keys/KeyCap.tsx";
import type { Key } from "../keys/key.ts";
import { words } from "../words/words.ts";
import styles from "./CommentBox.module.css";
import { classes } from "./cards/classes.ts";

const texts = words.annotate.comment;

interface Props {
  box: RefObject<HTMLTextAreaElement | null>;
  text: string;
  /** Whether the set was changed in refinement, and the comment should say why. */
  expected: boolean;
  /** Whether it was asked for and is still missing. */
  missing: boolean;
  readOnly: boolean;
  commentKey: Key | undefined;
  onChange(text: string): void;
}

/** A comment on the image; Esc leaves it, Ctrl+Enter submits from it. */
export function CommentBox({ box, text, expected, missing, readOnly, commentKey, onChange }: Props) {
  return (
    <div className={styles.place}>
      <textarea
        ref={box}
        className={classes(styles.box, expected && text.trim() === "" && styles.expected)}
        rows={1}
        maxLength={4000}
        value={text}
        readOnly={readOnly}
        aria-label={texts.label}
        aria-invalid={missing || undefined}
        aria-describedby={missing ? "comment-missing" : undefined}
        placeholder={expected ? texts.askWhy : texts.label}
        onChange={(event) => onChange(event.target.value)}
      />
      <span className={styles.cap}>
        <KeyCap value={commentKey} />
      </span>
      {missing && (
        <p id="comment-missing" className={styles.missing} role="alert">
          {texts.missing}
        </p>
      )}
    </div>
  );
}
