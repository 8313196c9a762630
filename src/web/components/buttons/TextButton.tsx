import type { ReactNode } from "react";
import styles from "./TextButton.module.css";

/** A button that reads like a word of the surrounding text or table. */
export const TextButton = ({
  onClick,
  title,
  children,
}: {
  onClick: () => void;
  title?: string;
  children: ReactNode;
}) => (
  <button type="button" className={styles.button} title={title} onClick={onClick}>
    {children}
  </button>
);
