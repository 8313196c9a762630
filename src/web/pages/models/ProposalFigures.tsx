import { useMemo } from "react";
import { drawFigures } from "../../../charts/drawFigures.ts";
import type { ModelComparison } from "../../../core/evaluation/ranking/makeComparison.ts";
import { FigureWithTable } from "../../components/figures/FigureWithTable.tsx";
import { Panel } from "../../components/Panel.tsx";
import styles from "./ModelsPage.module.css";

export function ProposalFigures({ comparison }: { comparison: ModelComparison }) {
  const figures = useMemo(() => drawFigures(comparison, { document, width: 820 }), [comparison]);
  return (
    <div className={styles.figures}>
      {figures.map((figure) => (
        <Panel key={figure.name} title={figure.title}>
          <FigureWithTable figure={figure} />
        </Panel>
      ))}
    </div>
  );
}
