import { useMemo } from "react";
import { drawEvaluation } from "../../../charts/evaluation/drawEvaluation.ts";
import type { ProjectEvaluation } from "../../../contract/evaluation.ts";
import type { Evaluation } from "../../../core/evaluation/evaluation.ts";
import { FoldedPanel } from "../../components/FoldedPanel.tsx";
import { FigureWithTable } from "../../components/figures/FigureWithTable.tsx";
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

/** All figures of the evaluation, folded by topic as in a report; their points and cells lead to the images behind them. */
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
  return topics.map(({ id, title, see, figures }) => (
    <FoldedPanel key={id} id={id} title={title} text={see}>
      <div className={styles.figures}>
        {figures.map((figure) => (
          <section key={figure.name} aria-label={figure.title}>
            <h3>{figure.title}</h3>
            <FigureWithTable
              figure={figure}
              linkOf={(row) => {
                const found = findImages(figure, row, { models, evaluation, nameOf });
                return found && { ...found, onOpen: () => onOpen(found) };
              }}
            />
          </section>
        ))}
      </div>
    </FoldedPanel>
  ));
}
