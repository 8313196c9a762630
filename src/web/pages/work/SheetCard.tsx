import type { SheetProgress } from "../../../contract/contains/sheet.ts";
import { Bar } from "../../components/figures/Bar.tsx";
import { formatCount } from "../../components/format/formatCount.ts";
import { LinkButton } from "../../components/LinkButton.tsx";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import styles from "./StageCard.module.css";

const texts = words.contains.work;

interface Props {
  work: SheetProgress;
  project: string;
  /** Its button is the one to press. */
  primary: boolean;
}

/** What a person has done and has left of the sheets. */
export function SheetCard({ work: { done, left }, project, primary }: Props) {
  const total = done + left;
  return (
    <Panel title={texts.title}>
      <p className={styles.count}>
        <strong>{formatCount(done)}</strong> {texts.ofDone(total)}
      </p>
      <Bar parts={[{ count: done, colour: left === 0 ? "ok" : "acc" }]} total={total} />
      <ul className={styles.facts}>{left > 0 && <li>{texts.left(left)}</li>}</ul>
      {left > 0 ? (
        <LinkButton
          to="/p/$project/contains"
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
