import { Link } from "@tanstack/react-router";
import type { Overview } from "../../../../contract/project/overview.ts";
import { formatPercent } from "../../../../core/percent.ts";
import { formatCount } from "../../../components/format/formatCount.ts";
import { Panel } from "../../../components/Panel.tsx";
import { useProject } from "../../../components/shell/useProject.ts";
import { Table } from "../../../components/Table.tsx";
import { words } from "../../../words/words.ts";
import styles from "./LabelCounts.module.css";

const texts = words.overview.reasons;

/** Why images went to refinement. */
export function Reasons({ overview }: { overview: Overview }) {
  const project = useProject();
  const { reasons } = overview;
  const { toRefine } = overview.images;
  if (toRefine === 0)
    return (
      <Panel title={texts.title}>
        <p className={styles.text}>{texts.none}</p>
      </Panel>
    );
  const occurring = reasons.filter(({ images }) => images > 0).toSorted((a, b) => b.images - a.images);
  return (
    <Panel title={texts.title}>
      <Table
        caption={texts.caption}
        heads={[texts.reason, { number: texts.images }, { number: words.numbers.ofWhole(toRefine) }]}
      >
        {occurring.map(({ reason, images }) => (
          <tr key={reason}>
            <th scope="row">
              <Link to="/p/$project/images" params={{ project: project.id }} search={{ reason }}>
                {words.disagreement[reason]}
              </Link>
            </th>
            <td className="number">{formatCount(images)}</td>
            <td className="number">{formatPercent(images / toRefine, { total: toRefine })}</td>
          </tr>
        ))}
      </Table>
      <p className={styles.text}>{texts.several(toRefine)}</p>
    </Panel>
  );
}
