import styles from "./Bar.module.css";

export type BarColour = "acc" | "ok" | "warn";

interface Props {
  /** Filled parts, in order from the left. */
  parts: { count: number; colour?: BarColour }[];
  total: number;
}

/** A bar beside the numbers it shows; screen readers get only the numbers. */
export const Bar = ({ parts, total }: Props) => (
  <span className={styles.bar} aria-hidden="true">
    {parts.map(({ count, colour = "acc" }) => (
      <span
        key={colour}
        className={styles[colour]}
        style={{ width: `${total > 0 ? Math.min(100, (100 * count) / total) : 0}%` }}
      />
    ))}
  </span>
);
