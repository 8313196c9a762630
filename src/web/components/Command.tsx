import { words } from "../words/words.ts";
import styles from "./Command.module.css";
import { CopyButton } from "./CopyButton.tsx";

/** A command to type in a terminal. */
export const Command = ({ line }: { line: string }) => (
  <div className={styles.command}>
    <code>{line}</code>
    <CopyButton text={line} what={words.shell.copy.command} />
  </div>
);
