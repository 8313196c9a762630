import { type ReactNode, useEffect, useId, useRef } from "react";
import { classes } from "../../annotate/cards/classes.ts";
import controls from "../../annotate/controls.module.css";
import { words } from "../../words/words.ts";
import { Icon } from "../Icon.tsx";
import styles from "./Dialog.module.css";

interface Props {
  title: string;
  /** If missing, the dialog stays until it is answered. */
  onClose?: (() => void) | undefined;
  /** Whether the title is for screen readers only. */
  bare?: boolean;
  className?: string | undefined;
  children: ReactNode;
}

/** A dialog over the page: Esc or a click outside closes it, and the focus returns to where it was. */
export function Dialog({ title, onClose, bare = false, className, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();

  useEffect(() => {
    const shown = dialog.current;
    const before = document.activeElement;
    shown?.showModal();
    shown?.querySelector<HTMLElement>("[data-autofocus]")?.focus();
    return () => {
      shown?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard leaves with Esc, which the browser turns into "cancel".
    <dialog
      ref={dialog}
      className={classes(styles.dialog, className)}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      // A browser may close it anyway if Esc is pressed repeatedly.
      onClose={() => {
        if (!dialog.current || dialog.current.open) return;
        if (onClose) onClose();
        else dialog.current.showModal();
      }}
      onClick={(event) => event.target === dialog.current && onClose?.()}
    >
      <div className={styles.body}>
        <header className={bare ? "visuallyHidden" : styles.header}>
          <h2 id={heading}>{title}</h2>
          {!bare && onClose && (
            <button
              type="button"
              className={controls.square}
              onClick={onClose}
              aria-label={words.annotate.close}
            >
              <Icon name="cross" />
            </button>
          )}
        </header>
        {children}
      </div>
    </dialog>
  );
}
