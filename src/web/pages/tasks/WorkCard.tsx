import type { ReactNode } from "react";
import type { Stage } from "../../../core/tasks/stage.ts";
import { LinkButton } from "../../components/buttons/LinkButton.tsx";
import { Bar } from "../../components/figures/Bar.tsx";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import styles from "./StageCard.module.css";

interface Props {
  title: string;
  done: number;
  total: number;
  left: number;
  /** Follows the number done: "of 98 done". */
  outOf: string;
  /** Further remarks; false ones are left out. */
  facts: readonly (string | false)[];
  /** Between the facts and the button. */
  children?: ReactNode;
  /** Where the work continues; null if there is nothing to do. */
  goOn: {
    to: `/p/$project/${Stage | "contains" | "review" | "severity" | "differences"}`;
    project: string;
    /** Whether its button is the one to press. */
    primary: boolean;
    name: string;
  } | null;
  finished: string;
}

/** What a person has done and has left of one kind of work. */
export function WorkCard({ title, done, total, left, outOf, facts, children, goOn, finished }: Props) {
  return (
    <Panel title={title}>
      <p className={styles.count}>
        <strong>{words.work.stage.done(done)}</strong> {outOf}
      </p>
      <Bar parts={[{ count: done, colour: left === 0 ? "ok" : "acc" }]} total={total} />
      <ul className={styles.facts}>{facts.map((fact) => fact !== false && <li key={fact}>{fact}</li>)}</ul>
      {children}
      {goOn ? (
        <LinkButton
          to={goOn.to}
          params={{ project: goOn.project }}
          variant={goOn.primary ? "filled" : "default"}
          size="md"
        >
          {goOn.name}
        </LinkButton>
      ) : (
        <p className={styles.finished}>{finished}</p>
      )}
    </Panel>
  );
}
