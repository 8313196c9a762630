import type { ReactNode } from "react";
import controls from "../../annotate/controls.module.css";
import styles from "./EmptyState.module.css";

interface Way {
  text: string;
  go(): void;
}

interface Props {
  title: string;
  /** What is likeliest to come next. */
  first: Way;
  second?: Way | false;
  /** Read out at once. */
  isAlert?: boolean;
  children: ReactNode;
}

/** What a page says in the place of an image, and where to go on. */
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
