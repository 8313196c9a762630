import { formatPercent } from "../../../core/percent.ts";
import { formatInterval } from "../format/formatShare.ts";
import styles from "./Accuracy.module.css";

/** A share in a table and, below, its interval: both with as many decimals as are meaningful. */
export const ShareOverInterval = ({
  share,
  interval,
}: {
  share: number;
  interval: readonly [number, number] | null | undefined;
}) => (
  <>
    {formatPercent(share, { interval })}
    {interval && <div className={styles.interval}>{formatInterval(interval)}</div>}
  </>
);
