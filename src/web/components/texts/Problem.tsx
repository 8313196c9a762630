import type { ReactNode } from "react";
import { explainFailure } from "../../client/explainFailure.ts";
import styles from "./Problem.module.css";

/** What went wrong, in words; nothing if nothing did. */
export const Problem = ({ error, children }: { error?: unknown; children?: ReactNode }) =>
  error || children ? (
    <p className={styles.problem} role="alert">
      {children || explainFailure(error).text}
    </p>
  ) : null;
