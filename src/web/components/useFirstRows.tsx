import { type ReactNode, useState } from "react";
import { words } from "../words/words.ts";
import { TextButton } from "./buttons/TextButton.tsx";
import styles from "./useFirstRows.module.css";

const first = 10;

/**
 * The first ten of a table's rows, and the button that shows the rest.
 *
 * @returns `more` goes below the table; nothing if there are no more than ten
 */
export function useFirstRows<Row>(rows: readonly Row[]): { shown: readonly Row[]; more: ReactNode } {
  const [showsAll, setShowsAll] = useState(false);
  if (rows.length <= first) return { shown: rows, more: null };
  return {
    shown: showsAll ? rows : rows.slice(0, first),
    more: (
      <p className={styles.more}>
        <TextButton onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? words.tables.first(first) : words.tables.all(rows.length)}
        </TextButton>
      </p>
    ),
  };
}
