import type { ImageStatus } from "../../../core/images/imageStatus.ts";
import { words } from "../../words/words.ts";
import styles from "./StatusMark.module.css";

/** An image's status, in words; a dot beside them shows it at a glance. */
export const StatusMark = ({ status }: { status: ImageStatus }) => (
  <span className={styles.status} data-status={status}>
    {words.images.statuses[status]}
  </span>
);
