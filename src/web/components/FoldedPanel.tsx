import { type ReactNode, useId, useState } from "react";
import styles from "./FoldedPanel.module.css";

/**
 * One topic of a page that few need at first: its heading, the question it answers, and the rest once it is opened.
 * Once opened, the content stays, so that choices in it are kept.
 *
 * @param text the question it answers, visible even while closed
 * @param id the target of links to it
 */
export function FoldedPanel({
  title,
  text,
  id,
  isOpen = false,
  children,
}: {
  title: string;
  text: ReactNode;
  id?: string;
  isOpen?: boolean;
  children: ReactNode;
}) {
  const heading = useId();
  const [wasOpened, setWasOpened] = useState(isOpen);
  return (
    <section className={styles.panel} aria-labelledby={heading} id={id}>
      <details open={isOpen} onToggle={({ currentTarget }) => currentTarget.open && setWasOpened(true)}>
        <summary>
          <h2 id={heading}>{title}</h2>
          <p className={styles.text}>{text}</p>
        </summary>
        {wasOpened && <div className={styles.content}>{children}</div>}
      </details>
    </section>
  );
}
