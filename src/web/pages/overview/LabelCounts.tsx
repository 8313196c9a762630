import { Link } from "@tanstack/react-router";
import type { Overview } from "../../../contract/overview.ts";
import { countOf, formatCount } from "../../components/formatCount.ts";
import { formatPercent, formatShare } from "../../components/formatShare.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { useProject } from "../../components/useProject.ts";
import styles from "./LabelCounts.module.css";

/** How many labels the images that are final have: what the project is for. */
export function LabelCounts({ counts }: { counts: Overview["labelCounts"] }) {
  const project = useProject();
  const { images, multi } = counts;
  if (images === 0)
    return (
      <Panel title="Labels per image so far">
        <p className={styles.text}>
          Nothing is final yet. An image is final once its annotators agree, or an expert has refined it.
        </p>
      </Panel>
    );
  const rows = [
    { name: "No label", labels: "0", count: counts.none, colour: styles.none },
    { name: "One", labels: "1", count: counts.one, colour: styles.one },
    { name: "Two", labels: "2", count: counts.two, colour: styles.two },
    { name: "More than two", labels: "more", count: counts.more, colour: styles.more },
  ] as const;
  return (
    <Panel title="Labels per image so far">
      <div className={styles.stack} aria-hidden="true">
        {rows
          .filter(({ count }) => count > 0)
          .map(({ name, count, colour }) => (
            <span key={name} className={colour} style={{ width: `${(100 * count) / images}%` }} />
          ))}
      </div>
      <Table caption="Images by number of labels">
        <thead>
          <tr>
            <th scope="col">Labels</th>
            <th scope="col" className="number">
              Images
            </th>
            <th scope="col" className="number">
              {`of\u00a0${formatCount(images)}`}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, labels, count, colour }) => (
            <tr key={name}>
              <th scope="row">
                <span className={`${styles.dot} ${colour}`} aria-hidden="true" />
                <Link to="/p/$project/images" params={{ project: project.id }} search={{ labels }}>
                  {name}
                </Link>
              </th>
              <td className="number">{formatCount(count)}</td>
              <td className="number">{formatPercent(count / images)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className={styles.text}>
        {countOf(images, "image")} with final labels. Two or more: {formatShare(multi)}.
      </p>
    </Panel>
  );
}
