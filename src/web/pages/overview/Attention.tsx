import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Overview } from "../../../contract/project/overview.ts";
import { driftQuery } from "../../client/drift.ts";
import { DriftLines } from "../../components/DriftLines.tsx";
import { formatRecent } from "../../components/format/formatTime.ts";
import { Panel } from "../../components/Panel.tsx";
import { useProject } from "../../components/shell/useProject.ts";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./Attention.module.css";

const texts = words.overview.attention;

/** What people want the lead to look at. */
export function Attention({ overview: { flags, blocked, usedUp, backupFailed } }: { overview: Overview }) {
  const project = useProject();
  const { data: drift } = useQuery(driftQuery(project.id));
  const changed = drift?.notes ?? [];
  return (
    <Panel title={texts.title}>
      {backupFailed && (
        <p className={styles.warning}>
          {texts.backupFailed(
            formatRecent(backupFailed.at),
            backupFailed.madeAt === null ? undefined : formatRecent(backupFailed.madeAt),
          )}
        </p>
      )}
      {blocked > 0 && (
        <p className={styles.warning}>
          {texts.blocked(blocked)}{" "}
          <Link to="/p/$project/batches" params={{ project: project.id }}>
            {texts.decide}
          </Link>
        </p>
      )}
      {usedUp > 0 && (
        <p className={styles.warning}>
          {texts.usedUp(usedUp)}{" "}
          <Link to="/p/$project/gold" params={{ project: project.id }}>
            {texts.decideOnThem}
          </Link>
        </p>
      )}
      <DriftLines notes={changed} className={styles.warning} />
      {flags.length === 0 ? (
        <p className={styles.text}>
          {blocked + usedUp + changed.length > 0 || backupFailed ? texts.noFlags : texts.nothing}
        </p>
      ) : (
        <Table caption={texts.caption} heads={[texts.image, texts.why, texts.by]}>
          {flags.map(({ person, imageKey, reason }) => (
            <tr key={`${imageKey} ${person}`}>
              <th scope="row" className={styles.key}>
                {imageKey}
              </th>
              <td>{reason}</td>
              <td>{person}</td>
            </tr>
          ))}
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
