import { Link } from "@tanstack/react-router";
import type { LabelPage as LabelData } from "../../../contract/label.ts";
import { useLabelNames } from "../../client/labelSpace.ts";
import { formatCount } from "../../components/formatCount.ts";
import { Panel } from "../../components/Panel.tsx";
import { RulingLink } from "../../components/RulingLink.tsx";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./LabelPage.module.css";

const texts = words.labels.confusions;

/** The labels most often proposed together with one. */
export function Confusions({
  project,
  label: index,
  confusions,
}: {
  project: string;
  label: number;
  confusions: LabelData["confusions"];
}) {
  const nameOf = useLabelNames(project);
  return (
    <Panel title={texts.title}>
      {confusions.length === 0 ? (
        <p className={styles.dim}>{texts.none}</p>
      ) : (
        <>
          <p className={styles.dim}>{texts.about}</p>
          <Table
            caption={texts.about}
            heads={[words.labels.columns.label, { number: texts.together }, words.rulings.link.column]}
          >
            {confusions.map(({ label, images }) => (
              <tr key={label}>
                <th scope="row">
                  <Link to="/p/$project/labels/$label" params={{ project, label: String(label) }}>
                    {nameOf(label)}
                  </Link>
                </th>
                <td className="number">{formatCount(images)}</td>
                <td>
                  <RulingLink project={project} labels={[index, label]} nameOf={nameOf} />
                </td>
              </tr>
            ))}
          </Table>
        </>
      )}
    </Panel>
  );
}
