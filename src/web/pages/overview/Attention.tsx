import { Link } from "@tanstack/react-router";
import type { Overview } from "../../../contract/overview.ts";
import { countOf } from "../../components/formatCount.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { useProject } from "../../components/useProject.ts";
import { words } from "../../words/words.ts";
import styles from "./Attention.module.css";

/** What people want the lead to look at. */
export function Attention({ overview: { flags, blocked } }: { overview: Overview }) {
  const project = useProject();
  return (
    <Panel title="For you to look at">
      {blocked > 0 && (
        <p className={styles.warning}>
          {countOf(blocked, "image")} {blocked === 1 ? "was" : "were"} skipped twice and{" "}
          {blocked === 1 ? "waits" : "wait"} for your decision.{" "}
          <Link to="/p/$project/batches" params={{ project: project.id }}>
            Decide
          </Link>
        </p>
      )}
      {flags.length === 0 ? (
        <p className={styles.text}>
          {blocked > 0 ? "Nothing is flagged." : "Nothing is flagged, and nothing is stuck."}
        </p>
      ) : (
        <Table caption="Flagged images">
          <thead>
            <tr>
              <th scope="col">Image</th>
              <th scope="col">Why it was flagged</th>
              <th scope="col">By</th>
            </tr>
          </thead>
          <tbody>
            {flags.map(({ person, imageKey, reason }) => (
              <tr key={`${imageKey} ${person}`}>
                <th scope="row" className={styles.key}>
                  {imageKey}
                </th>
                <td>{reason}</td>
                <td>{person}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {flags.length > 0 && (
        <p className={styles.text}>
          <Link to="/p/$project/images" params={{ project: project.id }} search={{ flag: "any" }}>
            {words.images.allFlagged}
          </Link>
        </p>
      )}
    </Panel>
  );
}
