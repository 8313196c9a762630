import type { ReviewProgress } from "../../../contract/review.ts";
import { Bar } from "../../components/figures/Bar.tsx";
import { formatCount } from "../../components/format/formatCount.ts";
import { LinkButton } from "../../components/LinkButton.tsx";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import styles from "./StageCard.module.css";

const texts = words.review.work;

interface Props {
  work: ReviewProgress;
  project: string;
  /** Its button is the one to press. */
  primary: boolean;
}

/** What an expert has done and has left in the no-label review. */
export function ReviewCard({ work: { done, left, toSettle, withOthers }, project, primary }: Props) {
  const waiting = left + toSettle;
  const total = done + left;
  return (
    <Panel title={texts.title}>
      <p className={styles.count}>
        <strong>{formatCount(done)}</strong> {texts.ofDone(total)}
      </p>
      <Bar parts={[{ count: done, colour: left === 0 ? "ok" : "acc" }]} total={total} />
      <ul className={styles.facts}>
        {left > 0 && <li>{texts.left(left)}</li>}
        {toSettle > 0 && <li>{texts.toSettle(toSettle)}</li>}
        {withOthers > 0 && <li>{texts.withOthers(withOthers)}</li>}
      </ul>
      {waiting > 0 ? (
        <LinkButton
          to="/p/$project/review"
          params={{ project }}
          variant={primary ? "filled" : "default"}
          size="md"
        >
          {done === 0 ? texts.begin : texts.goOn}
        </LinkButton>
      ) : (
        <p className={styles.finished}>{texts.finished}</p>
      )}
    </Panel>
  );
}
