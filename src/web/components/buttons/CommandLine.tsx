import { words } from "../../words/words.ts";
import styles from "./CommandLine.module.css";
import { CopyButton } from "./CopyButton.tsx";

/** A line to type in a terminal beside the server. */
export const CommandLine = ({ line }: { line: string }) => (
  <div className={styles.command}>
    <code>{line}</code>
    <CopyButton text={line} what={words.shell.copy.command} />
  </div>
);
