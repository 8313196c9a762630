import type { Coverage } from "../../../../contract/project/overview.ts";
import { formatPercent } from "../../../../core/percent.ts";
import { formatCount } from "../../../components/format/formatCount.ts";
import { formatShare } from "../../../components/format/formatShare.ts";
import { Panel } from "../../../components/Panel.tsx";
import { Table } from "../../../components/Table.tsx";
import { words } from "../../../words/words.ts";
import styles from "./LabelCounts.module.css";

const texts = words.overview.foundBySearch;

const orMore = 5;
const nameOf = (labels: number) => (labels >= orMore ? texts.orMore(orMore) : String(labels));

/** What people found that the proposals had missed. */
export function FoundBySearch({ coverage: { outside, byLabelCount } }: { coverage: Coverage }) {
  if (outside.total === 0)
    return (
      <Panel title={texts.title}>
        <p className={styles.text}>{texts.none}</p>
      </Panel>
    );
  return (
    <Panel title={texts.title}>
      <Table
        caption={texts.caption}
        heads={[
          texts.labels,
          { number: texts.notProposed },
          { number: texts.ofChosen },
          { number: texts.share },
        ]}
      >
        {byLabelCount.map(({ labels, outside: { count, total, share } }) => (
          <tr key={labels}>
            <th scope="row">{nameOf(labels)}</th>
            <td className="number">{formatCount(count)}</td>
            <td className="number">{formatCount(total)}</td>
            <td className="number">{share === null ? "–" : formatPercent(share, { total })}</td>
          </tr>
        ))}
      </Table>
      <p className={styles.text}>{texts.text(outside.count, formatShare(outside))}</p>
    </Panel>
  );
}
