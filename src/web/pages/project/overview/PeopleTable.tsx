import type { Overview } from "../../../../contract/project/overview.ts";
import { formatPercent } from "../../../../core/percent.ts";
import { Bar } from "../../../components/figures/Bar.tsx";
import { formatDuration } from "../../../components/format/formatDuration.ts";
import { formatInterval } from "../../../components/format/formatShare.ts";
import { Panel } from "../../../components/Panel.tsx";
import { Table } from "../../../components/Table.tsx";
import { words } from "../../../words/words.ts";
import styles from "./PeopleTable.module.css";

const texts = words.overview.people;

type Person = Overview["people"][number];

/** Who has done how much, in the order of their names: a table of work, not of merit. */
export function PeopleTable({
  people,
  waitingForExpert,
}: {
  people: Person[];
  /** Images that no expert has taken, and so are in nobody's row. */
  waitingForExpert: number;
}) {
  const byName = people.toSorted((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  return (
    <Panel title={texts.title}>
      {people.length === 0 ? (
        <p className={styles.hint}>{texts.none}</p>
      ) : (
        <>
          <Table
            caption={texts.caption}
            heads={[texts.name, texts.done, { number: texts.perImage }, { number: texts.sameAsPartners }]}
          >
            {byName.map((person) => (
              <PersonRows key={person.id} person={person} />
            ))}
          </Table>
          {waitingForExpert > 0 && (
            <p className={styles.hint}>{words.batches.refinement.shared(waitingForExpert)}</p>
          )}
          <p className={styles.hint}>{texts.hint}</p>
        </>
      )}
    </Panel>
  );
}

/** A row for each stage at which the person works; name and agreement are shown once. */
function PersonRows({ person: { name, email, roles, work, agreement } }: { person: Person }) {
  const stages = work.length === 0 ? [null] : work;
  return stages.map((one, row) => (
    <tr key={one?.stage ?? "none"} {...(row > 0 ? { "data-more": true } : {})}>
      {row === 0 && (
        <th scope="row" rowSpan={stages.length} title={email} className={styles.name}>
          {name}
          <div className={styles.small}>{roles.map((role) => words.roles.names[role]).join(", ")}</div>
        </th>
      )}
      <td>{one ? <Done work={one} named={stages.length > 1} /> : <span className="dim">–</span>}</td>
      <td className="number">{durationWords(one?.medianActiveMs ?? null)}</td>
      {row === 0 && (
        <td className="number" rowSpan={stages.length}>
          <Agreement share={agreement} />
        </td>
      )}
    </tr>
  ));
}

const Done = ({ work: { stage, done, total }, named }: { work: Person["work"][number]; named: boolean }) => (
  <div className={styles.work}>
    <span>
      {words.numbers.outOf(done, total)}
      {named && <span className="dim"> {words.roles.stages[stage].toLowerCase()}</span>}
    </span>
    <Bar parts={[{ count: done }]} total={total} />
  </div>
);

const durationWords = (milliseconds: number | null) =>
  milliseconds === null ? "–" : formatDuration(milliseconds);

function Agreement({ share }: { share: Person["agreement"] }) {
  if (share === null || share.share === null) return <span className="dim">–</span>;
  return (
    <>
      {words.numbers.share(formatPercent(share.share, share), share.total)}
      {share.interval && <div className={styles.small}>{formatInterval(share.interval)}</div>}
    </>
  );
}
