import type { ImageStatus } from "../../../core/images/imageStatus.ts";
import { words } from "../../words/words.ts";
import styles from "./StatusMark.module.css";

/** How far an image is, in words; a dot beside them tells it at a glance. */
export const StatusMark = ({ status }: { status: ImageStatus }) => (
  <span className={styles.status} data-status={status}>
    {words.images.statuses[status]}
  </span>
);
