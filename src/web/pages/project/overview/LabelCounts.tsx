import { Link } from "@tanstack/react-router";
import type { Overview } from "../../../../contract/project/overview.ts";
import { formatPercent } from "../../../../core/percent.ts";
import { formatCount } from "../../../components/format/formatCount.ts";
import { formatShare } from "../../../components/format/formatShare.ts";
import { Panel } from "../../../components/Panel.tsx";
import { useProject } from "../../../components/shell/useProject.ts";
import { Table } from "../../../components/Table.tsx";
import { words } from "../../../words/words.ts";
import styles from "./LabelCounts.module.css";

const texts = words.overview.labelCounts;

/** How many labels the final images have: what the project is for. */
export function LabelCounts({ counts }: { counts: Overview["labelCounts"] }) {
  const project = useProject();
  const { images, multi } = counts;
  if (images === 0)
    return (
      <Panel title={texts.title}>
        <p className={styles.text}>{texts.none}</p>
      </Panel>
    );
  const rows = [
    { name: texts.rows.none, labels: "0", count: counts.none, colour: styles.none },
    { name: texts.rows.one, labels: "1", count: counts.one, colour: styles.one },
    { name: texts.rows.two, labels: "2", count: counts.two, colour: styles.two },
    { name: texts.rows.more, labels: "more", count: counts.more, colour: styles.more },
  ] as const;
  return (
    <Panel title={texts.title}>
      <div className={styles.stack} aria-hidden="true">
        {rows
          .filter(({ count }) => count > 0)
          .map(({ name, count, colour }) => (
            <span key={name} className={colour} style={{ width: `${(100 * count) / images}%` }} />
          ))}
      </div>
      <Table
        caption={texts.caption}
        heads={[texts.labels, { number: texts.images }, { number: words.numbers.ofWhole(images) }]}
      >
        {rows.map(({ name, labels, count, colour }) => (
          <tr key={name}>
            <th scope="row">
              <span className={`${styles.dot} ${colour}`} aria-hidden="true" />
              <Link to="/p/$project/images" params={{ project: project.id }} search={{ labels }}>
                {name}
              </Link>
            </th>
            <td className="number">{formatCount(count)}</td>
            <td className="number">{formatPercent(count / images, { total: images })}</td>
          </tr>
        ))}
      </Table>
      <p className={styles.text}>{texts.multi(images, formatShare(multi))}</p>
    </Panel>
  );
}
