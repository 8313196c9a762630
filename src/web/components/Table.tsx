import type { ReactNode } from "react";
import styles from "./Table.module.css";

type Head = string | { number: string };

const nameOf = (head: Head) => (typeof head === "string" ? head : head.number);

/** Longer names get room for half their length: on a phone, columns would be as narrow as their longest word. */
const longestOnOneLine = 12;
const classOf = (head: Head) =>
  [typeof head !== "string" && "number", nameOf(head).length > longestOnOneLine && styles.long]
    .filter(Boolean)
    .join(" ");

interface Props {
  /** What the table shows, for people who do not see the heading above it. */
  caption: string;
  /** The columns' names; columns of numbers are right-aligned, like their cells of class "number". */
  heads?: readonly Head[];
  /** The rows; without `heads`, everything in the table. */
  children: ReactNode;
}

/** A table that scrolls by itself in a narrow window. */
export const Table = ({ caption, heads, children }: Props) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
  <section className={styles.scroll} aria-label={caption} tabIndex={0}>
    <table className={styles.table}>
      <caption className="visuallyHidden">{caption}</caption>
      {heads ? (
        <>
          <thead>
            <tr>
              {heads.map((head, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns never move, and may share a name
                <th key={column} scope="col" className={classOf(head)}>
                  {nameOf(head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </>
      ) : (
        children
      )}
    </table>
  </section>
);
