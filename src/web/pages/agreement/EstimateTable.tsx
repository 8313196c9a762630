import type { Estimate } from "../../../core/estimate.ts";
import { formatCount } from "../../components/format/formatCount.ts";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./AgreementPage.module.css";
import { formatEstimate, formatRange } from "./formatEstimate.ts";

const text = words.agreement;

export interface MeasureRow {
  name: string;
  /** In plain words; only once if several measures share it. */
  explanation?: string;
  estimate: Estimate;
  isShare: boolean;
}

/** Measures with value, interval and n, each with a line on what it means. */
export const EstimateTable = ({
  caption,
  rows,
  columnName,
}: {
  caption: string;
  rows: MeasureRow[];
  columnName: string;
}) => (
  <Table caption={caption}>
    <thead>
      <tr>
        <th scope="col" />
        <th scope="col" className="number">
          {text.value}
        </th>
        <th scope="col" className="number">
          {text.interval}
        </th>
        <th scope="col" className="number">
          {columnName}
        </th>
      </tr>
    </thead>
    <tbody>
      {rows.map(({ name, explanation, estimate, isShare }) => (
        <tr key={name}>
          <th scope="row">
            {name}
            {explanation && <div className={styles.small}>{explanation}</div>}
            {estimate.reason && <div className={styles.small}>{text.undefined(estimate.reason)}</div>}
          </th>
          <td className="number">{formatEstimate(estimate, isShare)}</td>
          <td className="number">{formatRange(estimate, isShare) || "–"}</td>
          <td className="number">{formatCount(estimate.n)}</td>
        </tr>
      ))}
    </tbody>
  </Table>
);
