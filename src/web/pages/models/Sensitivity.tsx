import type { Evaluation } from "../../../core/evaluation/evaluation.ts";
import { formatPercent } from "../../../core/percent.ts";
import { FoldedPanel } from "../../components/FoldedPanel.tsx";
import { formatCount } from "../../components/format/formatCount.ts";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./ModelsPage.module.css";

const text = words.models.sensitivity;

/** More would make a table that nobody reads; the report has all of them. */
const maxModels = 6;

/** The best models' accuracy and rank under labels made in other ways. */
export function Sensitivity({ evaluation: { sensitivity, models } }: { evaluation: Evaluation }) {
  const shown = models.slice(0, maxModels);
  return (
    <FoldedPanel title={text.title} text={text.text}>
      <Table caption={text.title}>
        <thead>
          <tr>
            <th scope="col">{text.labels}</th>
            <th scope="col" className="number">
              {text.images}
            </th>
            <th scope="col" className="number">
              {text.multi}
            </th>
            {shown.map(({ model }) => (
              <th key={model} scope="col" className="number">
                {model}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sensitivity.variants.map(({ variant, title, missing, images, multi, real, ranks }) => (
            <tr key={variant}>
              <th scope="row">
                {title}
                {missing && <div className={styles.small}>{missing}</div>}
              </th>
              <td className="number">{images === null ? "–" : formatCount(images)}</td>
              <td className="number">{multi === null ? "–" : formatPercent(multi)}</td>
              {shown.map(({ model }, at) => {
                const share = real[at]?.share ?? null;
                const rank = ranks[at] ?? null;
                return (
                  <td key={model} className="number">
                    {share === null ? <span className="dim">–</span> : formatPercent(share)}
                    {rank !== null && (
                      <div className={styles.small}>{`${words.models.ranking.rank} ${rank}`}</div>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </Table>
    </FoldedPanel>
  );
}
