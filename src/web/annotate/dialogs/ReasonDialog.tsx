import { useState } from "react";
import { Dialog } from "../../components/dialogs/Dialog.tsx";
import { KeyCap } from "../../keys/KeyCap.tsx";
import type { Key } from "../../keys/key.ts";
import { useKeys } from "../../keys/useKeys.ts";
import { words } from "../../words/words.ts";
import controls from "../controls.module.css";
import styles from "./ReasonDialog.module.css";

interface Props {
  title: string;
  /** The stored values, and their texts. */
  reasons: Readonly<Record<string, string>>;
  /** Takes back an earlier statement, if there is one. */
  takeBack?: { label: string; action(): void };
  onReason(reason: string): void;
  onClose(): void;
}

/** Asks for a reason: a key for each of the usual ones, or the person's own words. */
export function ReasonDialog({ title, reasons, takeBack, onReason, onClose }: Props) {
  const [own, setOwn] = useState("");
  const keys = Object.entries(reasons).map(
    ([reason, label], i): Key => ({
      id: `reason${i + 1}`,
      label,
      shortcuts: [{ code: `Digit${i + 1}` }, { code: `Numpad${i + 1}` }],
      action: () => onReason(reason),
    }),
  );
  useKeys(keys);
  return (
    <Dialog title={title} onClose={onClose}>
      <div className={styles.reasons}>
        {keys.map((key, i) => (
          <button
            key={key.id}
            type="button"
            className={styles.reason}
            onClick={key.action}
            {...(i === 0 ? { "data-autofocus": true } : {})}
          >
            <KeyCap value={key} /> {key.label}
          </button>
        ))}
        <form
          className={styles.own}
          onSubmit={(event) => {
            event.preventDefault();
            if (own.trim()) onReason(own.trim());
          }}
        >
          <input
            value={own}
            maxLength={500}
            aria-label={words.annotate.anotherReason}
            placeholder={words.annotate.anotherReason}
            onChange={(event) => setOwn(event.target.value)}
          />
          <button type="submit" className={controls.outlined} disabled={own.trim() === ""}>
            {words.annotate.useReason}
          </button>
        </form>
        {takeBack && (
          <button type="button" className={controls.button} onClick={takeBack.action}>
            {takeBack.label}
          </button>
        )}
      </div>
    </Dialog>
  );
}
