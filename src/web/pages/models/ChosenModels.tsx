import type { ModelComparison } from "../../../core/evaluation/ranking/makeComparison.ts";
import { formatPercent } from "../../../core/percent.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./ModelsPage.module.css";

const texts = words.proposers.together;
const { recall: recallName, precision: precisionName } = words.proposers.ranking;

/** Which models should propose together: the most precise combination that finds enough. */
export function ChosenModels({ comparison: { ensembles, targetRecall } }: { comparison: ModelComparison }) {
  const { best, bySize, leftOut } = ensembles;
  return (
    <Panel title={texts.title}>
      <p className={styles.above}>
        {best
          ? texts.best(
              (best.reachesTarget ? texts.reaches : texts.fallsShort)(formatPercent(targetRecall)),
              best.models.join(", "),
              best.k,
              best.labelsPerImage.toFixed(1),
            )
          : texts.none}
      </p>
      {bySize.length > 0 && (
        <Table
          caption={texts.caption}
          heads={[
            texts.models,
            { number: "k" },
            { number: recallName },
            { number: precisionName },
            { number: texts.labels },
          ]}
        >
          {bySize.map(({ models, k, recall, precision, labelsPerImage }) => (
            <tr key={models.length}>
              <th scope="row">
                {models.join(", ")}
                {models.length === best?.models.length && <strong>{texts.chosen}</strong>}
              </th>
              <td className="number">{k}</td>
              <td className="number">{formatPercent(recall)}</td>
              <td className="number">{formatPercent(precision)}</td>
              <td className="number">{labelsPerImage.toFixed(1)}</td>
            </tr>
          ))}
        </Table>
      )}
      {leftOut.length > 0 && best && <p className={styles.text}>{texts.leftOut(leftOut.join(", "))}</p>}
    </Panel>
  );
}
