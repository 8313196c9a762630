import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import type { LabelPage as LabelData } from "../../../contract/labels/label.ts";
import { kinOf } from "../../../core/labels/kinOf.ts";
import { findConfused } from "../../annotate/search/findConfused.ts";
import { labelSpaceQuery, useLabelNames } from "../../client/queries/labelSpace.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { RulingLink } from "../../components/texts/RulingLink.tsx";
import { words } from "../../words/words.ts";
import styles from "./LabelPage.module.css";

const texts = words.labels.confusions;
const { sameKind, together: proposedTogether } = words.exemplars.differences;

interface Props {
  project: string;
  label: LabelData["label"];
  confusions: LabelData["confusions"];
}

/** The labels a label may be confused with: its siblings, and those proposed with it well above chance. */
export function Confusions({ project, label, confusions }: Props) {
  const { data: space } = useSuspenseQuery(labelSpaceQuery(project));
  const nameOf = useLabelNames(project);
  const others = useMemo(
    () => findConfused({ kin: kinOf(space.labels)(label), confusions, labels: space.byIndex }),
    [space, label, confusions],
  );
  return (
    <Panel title={texts.title}>
      {others.length === 0 ? (
        <p className={styles.dim}>{texts.none}</p>
      ) : (
        <>
          <p className={styles.dim}>{texts.about}</p>
          <Table
            caption={texts.title}
            heads={[words.labels.columns.label, texts.why, words.rulings.link.column]}
          >
            {others.map(({ label: { index, name }, kind, together }) => (
              <tr key={index}>
                <th scope="row">
                  <Link to="/p/$project/labels/$label" params={{ project, label: String(index) }}>
                    {name}
                  </Link>
                </th>
                <td>
                  {kind !== null && <div>{sameKind(kind)}</div>}
                  {together !== null && <div>{proposedTogether(together)}</div>}
                </td>
                <td>
                  <RulingLink project={project} labels={[label.index, index]} nameOf={nameOf} />
                </td>
              </tr>
            ))}
          </Table>
        </>
      )}
    </Panel>
  );
}
