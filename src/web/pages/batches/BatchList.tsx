import type { Batches } from "../../../contract/batches.ts";
import { Bar } from "../../components/figures/Bar.tsx";
import { formatCount } from "../../components/format/formatCount.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./BatchesPage.module.css";

const w = words.batches.list;

/** Every batch, with how far each of its annotators is. */
export function BatchList({ data: { batches, annotationMode } }: { data: Batches }) {
  return (
    <Panel title={w.title}>
      {batches.length === 0 ? (
        <p className={styles.text}>{annotationMode === "pull" ? w.emptyPull : w.empty}</p>
      ) : (
        <Table caption={w.title}>
          <thead>
            <tr>
              <th scope="col">{w.batch}</th>
              <th scope="col" className="number">
                {w.images}
              </th>
              <th scope="col">
                <span className={styles.batch}>{w.progress}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {batches.map(({ number, images, people }) => (
              <tr key={number}>
                <th scope="row">{number}</th>
                <td className="number">{formatCount(images)}</td>
                <td>
                  <ul className={`${styles.progress} ${styles.batch}`}>
                    {people.map((person) => (
                      <li key={person.id}>
                        <span className={styles.name}>{person.name}</span>
                        <Bar
                          parts={[
                            { count: person.done, colour: person.done === person.total ? "ok" : "acc" },
                          ]}
                          total={person.total}
                        />
                        <span className={styles.dim}>
                          {w.outOf(person.done, person.total)}
                          {person.skipped > 0 && `, ${w.skipped(person.skipped)}`}
                          {person.blocked > 0 && `, ${w.blocked(person.blocked)}`}
                        </span>
                      </li>
                    ))}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Panel>
  );
}
