import { Loader } from "@mantine/core";
import { words } from "../../words/words.ts";
import styles from "./Waiting.module.css";

export const Waiting = () => (
  <output className={styles.waiting} aria-label={words.shell.loading}>
    <Loader size="sm" />
  </output>
);
