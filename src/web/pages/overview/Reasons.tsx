import { Link } from "@tanstack/react-router";
import type { Overview } from "../../../contract/overview.ts";
import { countOf, formatCount } from "../../components/formatCount.ts";
import { formatPercent } from "../../components/formatShare.ts";
import { Panel } from "../../components/Panel.tsx";
import { reasonText } from "../../components/reasonText.ts";
import { Table } from "../../components/Table.tsx";
import { useProject } from "../../components/useProject.ts";
import styles from "./LabelCounts.module.css";

/** Why images went to refinement. */
export function Reasons({ overview }: { overview: Overview }) {
  const project = useProject();
  const { reasons } = overview;
  const { toRefine } = overview.images;
  if (toRefine === 0)
    return (
      <Panel title="Why images went to refinement">
        <p className={styles.text}>None has gone there yet.</p>
      </Panel>
    );
  const occurring = reasons.filter(({ images }) => images > 0).toSorted((a, b) => b.images - a.images);
  return (
    <Panel title="Why images went to refinement">
      <Table caption="Images by reason">
        <thead>
          <tr>
            <th scope="col">Reason</th>
            <th scope="col" className="number">
              Images
            </th>
            <th scope="col" className="number">
              {`of\u00a0${formatCount(toRefine)}`}
            </th>
          </tr>
        </thead>
        <tbody>
          {occurring.map(({ reason, images }) => (
            <tr key={reason}>
              <th scope="row">
                <Link to="/p/$project/images" params={{ project: project.id }} search={{ reason }}>
                  {reasonText[reason]}
                </Link>
              </th>
              <td className="number">{formatCount(images)}</td>
              <td className="number">{formatPercent(images / toRefine)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className={styles.text}>
        {countOf(toRefine, "image")} went to refinement; one can have several reasons.
      </p>
    </Panel>
  );
}
