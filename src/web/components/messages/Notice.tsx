import type { ReactNode } from "react";
import controls from "../../annotate/controls.module.css";
import styles from "./EmptyState.module.css";

interface Way {
  text: string;
  go(): void;
}

interface Props {
  title: string;
  /** The likeliest next step. */
  first: Way;
  second?: Way | false;
  /** Whether it is read out at once. */
  isAlert?: boolean;
  children: ReactNode;
}

/** What a page says in place of an image, and where to go from there. */
export const Notice = ({ title, first, second, isAlert = false, children }: Props) => (
  <main className={styles.place}>
    <div className={styles.text} role={isAlert ? "alert" : undefined}>
      <h2>{title}</h2>
      <p>{children}</p>
      <div className={styles.actions}>
        <button type="button" className={controls.primary} onClick={first.go}>
          {first.text}
        </button>
        {second && (
          <button type="button" className={controls.outlined} onClick={second.go}>
            {second.text}
          </button>
        )}
      </div>
    </div>
  </main>
);
