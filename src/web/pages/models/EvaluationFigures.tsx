import { useMemo } from "react";
import { drawEvaluation } from "../../../charts/evaluation/drawEvaluation.ts";
import type { ProjectEvaluation } from "../../../contract/evaluation.ts";
import type { Evaluation } from "../../../core/evaluation/evaluation.ts";
import { FigureWithTable } from "../../components/figures/FigureWithTable.tsx";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import type { OpenedImages } from "./EvaluatedImages.tsx";
import { findImages } from "./findImages.ts";
import styles from "./ModelsPage.module.css";

interface Props {
  models: ProjectEvaluation["models"];
  evaluation: Evaluation;
  seen: ProjectEvaluation["seen"];
  names: ReadonlyMap<number, { name: string }>;
  onOpen: (images: OpenedImages) => void;
}

/** All figures of the evaluation by topic, as in a report; their points and cells lead to the images behind them. */
export function EvaluationFigures({ models, evaluation, seen, names, onOpen }: Props) {
  const nameOf = (label: number) => names.get(label)?.name ?? `label ${label}`;
  const topics = useMemo(
    () =>
      drawEvaluation(
        {
          evaluation,
          metrics: null,
          comparison: null,
          ...seen,
          labelName: (label) => names.get(label)?.name ?? `label ${label}`,
        },
        { document, width: 820 },
      ),
    [evaluation, seen, names],
  );
  return (
    <>
      <nav className={styles.topics} aria-label={words.models.topics}>
        {topics.map(({ id, title }) => (
          <a key={id} href={`#${id}`}>
            {title}
          </a>
        ))}
      </nav>
      {topics.map(({ id, title, see, figures }) => (
        <section key={id} id={id} className={styles.topic} aria-label={title}>
          <h2>{title}</h2>
          <p className={styles.text}>{see}</p>
          <div className={styles.figures}>
            {figures.map((figure) => (
              <Panel key={figure.name} title={figure.title}>
                <FigureWithTable
                  figure={figure}
                  linkOf={(row) => {
                    const found = findImages(figure, row, { models, evaluation, nameOf });
                    return found && { ...found, onOpen: () => onOpen(found) };
                  }}
                />
              </Panel>
            ))}
          </div>
        </section>
      ))}
    </>
  );
}
