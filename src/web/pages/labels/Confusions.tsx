import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { LabelPage as LabelData } from "../../../contract/label.ts";
import { labelSpaceQuery } from "../../client/labelSpace.ts";
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
  const { data: space } = useSuspenseQuery(labelSpaceQuery(project));
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
                    {space.byIndex.get(label)?.name}
                  </Link>
                </th>
                <td className="number">{formatCount(images)}</td>
                <td>
                  <RulingLink
                    project={project}
                    labels={[index, label]}
                    nameOf={(one) => space.byIndex.get(one)?.name ?? words.labelSpace.unknown(one)}
                  />
                </td>
              </tr>
            ))}
          </Table>
        </>
      )}
    </Panel>
  );
}
