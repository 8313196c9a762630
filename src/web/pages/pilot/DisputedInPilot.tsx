import { Link } from "@tanstack/react-router";
import type { Pilot } from "../../../contract/pilot.ts";
import { formatPercent } from "../../../core/percent.ts";
import { useLabelNames } from "../../client/queries/labelSpace.ts";
import { formatInterval } from "../../components/format/formatShare.ts";
import { Panel } from "../../components/Panel.tsx";
import { Thumbnail } from "../../components/photos/Thumbnail.tsx";
import { Table } from "../../components/Table.tsx";
import { RulingLink } from "../../components/texts/RulingLink.tsx";
import { words } from "../../words/words.ts";
import styles from "./PilotPage.module.css";

const w = words.pilot.steps.rule;

/** What people understand differently, and a ruling on it. */
export function DisputedInPilot({ project, pilot }: { project: string; pilot: Pilot }) {
  const nameOf = useLabelNames(project);
  const { exactMatch, jaccard } = pilot;
  const { rows, total } = pilot.disputedPairs;
  return (
    <Panel title={w.title}>
      <p className={styles.text}>{w.text}</p>
      {exactMatch.value === null ? (
        <p className={styles.strong}>{w.noAnswers}</p>
      ) : (
        <p className={styles.strong}>
          {w.alike(
            formatPercent(exactMatch.value, exactMatch),
            exactMatch.interval ? formatInterval(exactMatch.interval) : "",
            exactMatch.n,
          )}{" "}
          {jaccard.value !== null && w.overlap(formatPercent(jaccard.value, jaccard))}
        </p>
      )}
      {exactMatch.value !== null && rows.length === 0 && <p className={styles.text}>{w.none}</p>}
      {rows.length > 0 && (
        <Table
          caption={w.caption}
          heads={[w.labels, { number: w.disputed }, w.examples, words.rulings.link.column]}
        >
          {rows.map(({ labels, images, chosen, examples }) => (
            <tr key={labels.join()} className={styles.withPicture}>
              <th scope="row">
                {nameOf(labels[0])} – {nameOf(labels[1])}
              </th>
              <td className="number">{w.ofChosen(images, chosen)}</td>
              <td>
                <span className={styles.examples}>
                  {examples.map(({ id, key, thumbnailUrl }) => (
                    <Link key={id} to="/p/$project/images/$image" params={{ project, image: id }}>
                      <Thumbnail src={thumbnailUrl} alt={w.example(key)} loading="lazy" />
                    </Link>
                  ))}
                </span>
              </td>
              <td>
                <RulingLink project={project} labels={labels} nameOf={nameOf} />
              </td>
            </tr>
          ))}
        </Table>
      )}
      {total > rows.length && <p className={styles.text}>{w.more(rows.length, total)}</p>}
      {rows.length > 0 && pilot.frozen === null && (
        <p className={styles.row}>
          <Link to="/p/$project/guideline" params={{ project }}>
            {w.guideline}
          </Link>
        </p>
      )}
    </Panel>
  );
}
