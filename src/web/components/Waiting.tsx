import { Loader } from "@mantine/core";
import styles from "./Waiting.module.css";

export const Waiting = () => (
  <output className={styles.waiting} aria-label="Loading">
    <Loader size="sm" />
  </output>
);
