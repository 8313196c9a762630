import type { ModelComparison } from "../../../core/makeComparison.ts";
import { formatPercent } from "../../components/formatShare.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import styles from "./ModelsPage.module.css";

/** Which models should propose together: the most precise choice that finds enough. */
export function ChosenModels({ comparison: { ensembles, targetRecall } }: { comparison: ModelComparison }) {
  const { best, bySize, leftOut } = ensembles;
  return (
    <Panel title="Models together">
      <p className={styles.above}>
        {best
          ? `${best.reachesTarget ? `The most precise choice with a relative recall of at least ${formatPercent(targetRecall)}` : `No choice reaches a relative recall of ${formatPercent(targetRecall)}. The one that finds most`}: ${best.models.join(", ")} with k = ${best.k}, ${best.labelsPerImage.toFixed(1)} labels per image.`
          : "Models that proposed the labels are not searched, and there is no other. Import another model's predictions to see what it would add."}
      </p>
      {bySize.length > 0 && (
        <Table caption="The best of one model, two models and so on">
          <thead>
            <tr>
              <th scope="col">Models</th>
              <th scope="col" className="number">
                k
              </th>
              <th scope="col" className="number">
                Relative recall
              </th>
              <th scope="col" className="number">
                Precision
              </th>
              <th scope="col" className="number">
                Labels per image
              </th>
            </tr>
          </thead>
          <tbody>
            {bySize.map(({ models, k, recall, precision, labelsPerImage }) => (
              <tr key={models.length}>
                <th scope="row">
                  {models.join(", ")}
                  {models.length === best?.models.length && <strong> (chosen)</strong>}
                </th>
                <td className="number">{k}</td>
                <td className="number">{formatPercent(recall)}</td>
                <td className="number">{formatPercent(precision)}</td>
                <td className="number">{labelsPerImage.toFixed(1)}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {leftOut.length > 0 && best && (
        <p className={styles.text}>
          Searched among the models that find most; left out: {leftOut.join(", ")}.
        </p>
      )}
    </Panel>
  );
}
