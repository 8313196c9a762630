import type { ReactNode } from "react";
import controls from "../../annotate/controls.module.css";
import styles from "./Banner.module.css";

interface Props {
  tone: "note" | "warning";
  children: ReactNode;
  action?: { label: string; act(): void };
}

/** A line above the cards that the person needs to read. */
export function Banner({ tone, children, action }: Props) {
  return (
    <div
      className={tone === "warning" ? styles.warning : styles.note}
      role={tone === "warning" ? "alert" : "status"}
    >
      <span>{children}</span>
      {action && (
        <button type="button" className={controls.outlined} onClick={action.act}>
          {action.label}
        </button>
      )}
    </div>
  );
}
