import { Link } from "@tanstack/react-router";
import type { PersonRow } from "../../../contract/people/person.ts";
import type { Share } from "../../../contract/project/overview.ts";
import { formatPercent } from "../../../core/percent.ts";
import { rulesOf } from "../../../core/stages/rulesOf.ts";
import { Bar } from "../../components/figures/Bar.tsx";
import { formatCount } from "../../components/format/formatCount.ts";
import { formatDuration } from "../../components/format/formatDuration.ts";
import { formatInterval } from "../../components/format/formatShare.ts";
import { formatRecent, formatTime } from "../../components/format/formatTime.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./PeoplePage.module.css";
import { type Dependence, useDependence } from "./useDependence.ts";

const texts = words.people.table;
const none = <span className="dim">–</span>;

/** Everybody, in the order of their names: a table of work, not of merit. Those without access come last. */
export function PeopleTable({ project, people }: { project: string; people: PersonRow[] }) {
  const dependenceOf = useDependence(project);
  const byName = people.toSorted(
    (a, b) =>
      Number(b.isActive) - Number(a.isActive) || a.name.localeCompare(b.name, undefined, { numeric: true }),
  );
  return (
    <Panel title={texts.title}>
      <Table
        caption={texts.caption}
        heads={[
          texts.name,
          texts.work,
          texts.batches,
          { number: texts.pace },
          { number: texts.agreement },
          { number: texts.gold },
          { number: texts.lastSeen },
        ]}
      >
        {byName.map((person) => (
          <Row key={person.id} project={project} person={person} dependence={dependenceOf.get(person.id)} />
        ))}
      </Table>
      <p className={styles.hint}>{texts.hint}</p>
    </Panel>
  );
}

function Row({
  project,
  person,
  dependence,
}: {
  project: string;
  person: PersonRow;
  dependence: Dependence | undefined;
}) {
  const { id, name, email, roles, work, batches, agreement, gold, lastSeenAt, tutorialFinishedAt } = person;
  return (
    <tr>
      <th scope="row" className={styles.name}>
        <Link to="/p/$project/people/$person" params={{ project, person: id }} title={email}>
          {name}
        </Link>
        {person.isMe && <span className="dim"> ({texts.you})</span>}
        <div className={styles.small}>
          {person.isActive ? (
            <>
              {roles.map((role) => words.roles.names[role]).join(", ")}
              {tutorialFinishedAt && (
                <span title={formatTime(tutorialFinishedAt)}> · {words.tutorial.taken}</span>
              )}
            </>
          ) : (
            <span className={styles.off}>{texts.noAccess}</span>
          )}
        </div>
        {dependence?.depends === false && <div className={styles.independent}>{texts.independent}</div>}
      </th>
      <td>
        {work.length === 0 && none}
        {work.map((one) => (
          <Work
            key={one.stage}
            work={one}
            named={work.length > 1 || rulesOf(one.stage).answers === "final"}
          />
        ))}
      </td>
      <td>{batches.length === 0 ? none : batches.map(({ number }) => number).join(", ")}</td>
      <td className="number">
        {work.every(({ medianActiveMs }) => medianActiveMs === null) && none}
        {work.map(({ stage, medianActiveMs }) =>
          medianActiveMs === null ? null : <div key={stage}>{formatDuration(medianActiveMs)}</div>,
        )}
      </td>
      <td className="number">
        <OfShare share={agreement} />
      </td>
      <td className="number">
        <OfShare share={gold?.exact ?? null} />
      </td>
      <td className="number">
        {lastSeenAt ? formatRecent(lastSeenAt) : <span className="dim">{texts.never}</span>}
      </td>
    </tr>
  );
}

const OfShare = ({ share: found }: { share: Share | null }) =>
  found?.share == null ? (
    none
  ) : (
    <>
      {words.numbers.share(formatPercent(found.share, found), found.total)}
      {found.interval && <div className={styles.small}>{formatInterval(found.interval)}</div>}
    </>
  );

const Work = ({
  work: { stage, done, left },
  named,
}: {
  work: PersonRow["work"][number];
  named: boolean;
}) => (
  <div className={styles.work}>
    <span>
      {formatCount(done)}
      {left > 0 && <span className="dim">, {texts.left(left)}</span>}
      {named && <span className="dim"> · {words.roles.stages[stage].toLowerCase()}</span>}
    </span>
    <Bar parts={[{ count: done }]} total={done + left} />
  </div>
);
