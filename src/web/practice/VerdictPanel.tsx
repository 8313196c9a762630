import type { Verdicts } from "../../contract/practice/qualification.ts";
import type { GoldVerdict } from "../../core/gold/scoreGold.ts";
import { words } from "../words/words.ts";
import { verdictOrder } from "./markVerdicts.ts";
import styles from "./VerdictPanel.module.css";

const w = words.qualification.feedback;

/** A sign for each verdict, with words beside it, so that nothing depends on colour. */
const signs: Record<GoldVerdict, string> = {
  hit: "✓",
  missed: "+",
  wrong: "✗",
  either: "≈",
  unsure: "?",
  unknown: "–",
};

interface Props {
  /** From 1. */
  number: number;
  total: number;
  verdicts: Verdicts;
  nameOf(label: number): string;
}

/** The experts' choice on a practice image beside the person's; a screen reader reads it out at once. */
export function VerdictPanel({ number, total, verdicts, nameOf }: Props) {
  const isExact = !verdicts.some(({ verdict }) => verdict === "missed" || verdict === "wrong");
  return (
    <section className={styles.panel} aria-label={w.label} role="status">
      <h2>
        {w.title(number, total)}
        {isExact && <span className={styles.exact}>{w.exact}</span>}
      </h2>
      {verdicts.length === 0 && <p className={styles.nothing}>{w.nothing}</p>}
      <dl className={styles.verdicts}>
        {verdictOrder.map((verdict) => {
          const labels = verdicts.filter((one) => one.verdict === verdict);
          if (labels.length === 0) return null;
          return (
            <div key={verdict} data-verdict={verdict}>
              <dt>
                <span aria-hidden="true">{signs[verdict]}</span> {w.verdicts[verdict].title}
              </dt>
              <dd>{labels.map(({ label }) => nameOf(label)).join(", ")}</dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

/** The same for one label, on its card. */
export function CardVerdict({ verdicts, label }: { verdicts: Verdicts; label: number }) {
  const found = verdicts.find((one) => one.label === label);
  if (!found) return null;
  const { verdict, known } = found;
  const { onCard } = w.verdicts[verdict];
  return (
    <span className={styles.onCard} data-verdict={verdict}>
      <span aria-hidden="true">{signs[verdict]}</span> {onCard}
      {verdict === "unsure" && known && `; ${w.expertsSaid[known]}`}
    </span>
  );
}
