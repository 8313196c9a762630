import type { Share } from "../../../contract/project/overview.ts";
import { formatPercent } from "../../../core/percent.ts";
import { words } from "../../words/words.ts";
import { formatInterval } from "../format/formatShare.ts";
import styles from "./Accuracy.module.css";

/** A share in a table, with its denominator and, below, its interval. */
export const Accuracy = ({ share: { share, total, interval } }: { share: Share }) =>
  share === null ? (
    <span className="dim">{words.numbers.noneYet}</span>
  ) : (
    <span className={styles.accuracy}>
      {words.numbers.share(formatPercent(share, { interval, total }), total)}
      {interval && <div className={styles.interval}>{formatInterval(interval)}</div>}
    </span>
  );
