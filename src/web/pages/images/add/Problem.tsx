import { explainFailure } from "../../../client/explainFailure.ts";
import styles from "./AddImagesPage.module.css";

export const Problem = ({ error }: { error: unknown }) =>
  error ? (
    <p className={styles.problem} role="alert">
      {explainFailure(error).text}
    </p>
  ) : null;
