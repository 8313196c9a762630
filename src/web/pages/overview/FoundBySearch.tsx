import type { Coverage } from "../../../contract/overview.ts";
import { formatCount } from "../../components/formatCount.ts";
import { formatPercent, formatShare } from "../../components/formatShare.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import styles from "./LabelCounts.module.css";

const orMore = 5;
const nameOf = (labels: number) => (labels >= orMore ? `${orMore} or more` : String(labels));

/** What the proposals missed and people found. */
export function FoundBySearch({ coverage: { outside, byLabelCount } }: { coverage: Coverage }) {
  if (outside.of === 0)
    return (
      <Panel title="Found by search">
        <p className={styles.text}>No label has been chosen yet.</p>
      </Panel>
    );
  return (
    <Panel title="Found by search">
      <Table caption="Chosen labels that had not been proposed, by number of labels of the image">
        <thead>
          <tr>
            <th scope="col">Labels of the image</th>
            <th scope="col" className="number">
              Not proposed
            </th>
            <th scope="col" className="number">
              of chosen
            </th>
            <th scope="col" className="number">
              Share
            </th>
          </tr>
        </thead>
        <tbody>
          {byLabelCount.map(({ labels, outside: { count, of, share } }) => (
            <tr key={labels}>
              <th scope="row">{nameOf(labels)}</th>
              <td className="number">{formatCount(count)}</td>
              <td className="number">{formatCount(of)}</td>
              <td className="number">{share === null ? "–" : formatPercent(share)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className={styles.text}>
        {formatCount(outside.count)} of the chosen labels had not been proposed: {formatShare(outside)}. That
        is what the proposals miss at least, as nobody searches for everything.
      </p>
    </Panel>
  );
}
