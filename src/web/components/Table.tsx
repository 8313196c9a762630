import type { ReactNode } from "react";
import styles from "./Table.module.css";

interface Props {
  /** What the table shows, for those who do not see the heading above it. */
  caption: string;
  children: ReactNode;
}

/** A table that scrolls by itself where the window is narrow. Cells of class "number" stand to the right. */
export const Table = ({ caption, children }: Props) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
  <section className={styles.scroll} aria-label={caption} tabIndex={0}>
    <table className={styles.table}>
      <caption className="visuallyHidden">{caption}</caption>
      {children}
    </table>
  </section>
);
