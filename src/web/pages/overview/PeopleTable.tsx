import type { Overview } from "../../../contract/overview.ts";
import { Bar } from "../../components/Bar.tsx";
import { formatCount } from "../../components/formatCount.ts";
import { formatDuration } from "../../components/formatDuration.ts";
import { formatInterval, formatPercent } from "../../components/formatShare.ts";
import { Panel } from "../../components/Panel.tsx";
import { roleNames, stageNames } from "../../components/roleNames.ts";
import { Table } from "../../components/Table.tsx";
import styles from "./PeopleTable.module.css";

type Person = Overview["people"][number];

/** Who has done how much, in the order of their names: a table of work, not of merit. */
export function PeopleTable({ people }: { people: Person[] }) {
  const byName = people.toSorted((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  return (
    <Panel title="People">
      {people.length === 0 ? (
        <p className={styles.hint}>Nobody has a role in this project yet.</p>
      ) : (
        <>
          <Table caption="People and their work">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Work done</th>
                <th scope="col" className="number">
                  Per image
                </th>
                <th scope="col" className="number">
                  Same labels as partners
                </th>
              </tr>
            </thead>
            <tbody>
              {byName.map((person) => (
                <Row key={person.id} person={person} />
              ))}
            </tbody>
          </Table>
          <p className={styles.hint}>
            Per image: the median time of active work. Partners: those who annotated the same images; 95 %
            intervals.
          </p>
        </>
      )}
    </Panel>
  );
}

const Row = ({ person: { name, email, roles, work, agreement } }: { person: Person }) => (
  <tr>
    <th scope="row" title={email}>
      {name}
      <div className={styles.roles}>{roles.map((role) => roleNames[role]).join(", ")}</div>
    </th>
    <td>
      {work.length === 0 && <span className="dim">–</span>}
      {work.map(({ stage, done, total }) => (
        <div key={stage} className={styles.work}>
          <span className={styles.bar}>
            <Bar parts={[{ count: done }]} of={total} />
          </span>
          <span>
            {formatCount(done)} of {formatCount(total)}
            {work.length > 1 && <span className="dim"> {stageNames[stage].toLowerCase()}</span>}
          </span>
        </div>
      ))}
    </td>
    <td className="number">
      {work.map(({ stage, medianActiveMs }) => (
        <div key={stage}>{medianActiveMs === null ? "–" : formatDuration(medianActiveMs)}</div>
      ))}
    </td>
    <td className="number">
      {agreement === null || agreement.share === null ? (
        <span className="dim">–</span>
      ) : (
        <>
          {formatPercent(agreement.share)} of {formatCount(agreement.of)}
          {agreement.interval && <div className={styles.roles}>{formatInterval(agreement.interval)}</div>}
        </>
      )}
    </td>
  </tr>
);
