import { formatPercent } from "../../../core/percent.ts";
import { formatInterval } from "../format/formatShare.ts";
import styles from "./Accuracy.module.css";

/** A share in a table and, beneath, its interval: both with the decimals that it can carry. */
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
