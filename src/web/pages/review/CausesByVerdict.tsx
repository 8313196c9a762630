import type { NoLabel } from "../../../contract/review.ts";
import { causes, verdicts } from "../../../core/review/review.ts";
import { formatCount } from "../../components/format/formatCount.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./NoLabelPage.module.css";

const texts = words.review.lead;

/** How many images of each cause have which verdict. */
export function CausesByVerdict({ counts }: { counts: NoLabel["counts"] }) {
  const hasBare = counts.some(({ verdict }) => verdict === null);
  const columns = [...verdicts, ...(hasBare ? [null] : [])];
  const sum = (holds: (row: (typeof counts)[number]) => boolean) =>
    formatCount(counts.filter(holds).reduce((total, { images }) => total + images, 0));
  return (
    <Panel title={texts.crossTitle}>
      {counts.length === 0 ? (
        <p className={styles.dim}>{texts.notYet}</p>
      ) : (
        <div className={styles.wide}>
          <Table caption={texts.crossTitle}>
            <thead>
              <tr>
                <th scope="col">{texts.cause}</th>
                {columns.map((verdict) => (
                  <th key={verdict} scope="col" className="number">
                    {verdict === null ? texts.noVerdict : words.review.verdicts[verdict]}
                  </th>
                ))}
                <th scope="col" className="number">
                  {texts.total}
                </th>
              </tr>
            </thead>
            <tbody>
              {causes.map((cause) => (
                <tr key={cause}>
                  <th scope="row">{words.review.causes[cause]}</th>
                  {columns.map((verdict) => (
                    <td key={verdict} className="number">
                      {sum((row) => row.cause === cause && row.verdict === verdict)}
                    </td>
                  ))}
                  <td className="number">{sum((row) => row.cause === cause)}</td>
                </tr>
              ))}
              <tr>
                <th scope="row">{texts.total}</th>
                {columns.map((verdict) => (
                  <td key={verdict} className="number">
                    {sum((row) => row.verdict === verdict)}
                  </td>
                ))}
                <td className="number">{sum(() => true)}</td>
              </tr>
            </tbody>
          </Table>
        </div>
      )}
    </Panel>
  );
}
