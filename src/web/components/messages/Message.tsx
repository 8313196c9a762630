import type { ReactNode } from "react";
import styles from "./Message.module.css";

interface Props {
  title: string;
  children: ReactNode;
  /** Buttons or links: where to go from here. */
  actions?: ReactNode;
  /** "page" is a whole page with its heading; "part" is inside one. */
  as?: "page" | "part";
}

/** An empty state, an error, or an explanation: a sentence, why, and what to do. */
export function Message({ title, children, actions, as = "part" }: Props) {
  const Heading = as === "page" ? "h1" : "h2";
  return (
    <section className={as === "page" ? styles.page : styles.part}>
      <Heading>{title}</Heading>
      <div className={styles.text}>{children}</div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </section>
  );
}
