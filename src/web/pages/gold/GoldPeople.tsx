import type { Gold } from "../../../contract/gold.ts";
import { Accuracy } from "../../components/figures/Accuracy.tsx";
import { formatCount } from "../../components/format/formatCount.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./GoldPage.module.css";

const w = words.gold.people;
const measures = ["exact", "precision", "recall", "main"] as const;

/** Each person's accuracy, in the order of their names: never a ranking. */
export function GoldPeople({ people }: Pick<Gold, "people">) {
  const shown = measures.filter((measure) => people.some(({ accuracy }) => accuracy[measure]));
  return (
    <Panel title={w.title}>
      {people.length === 0 ? (
        <p className={styles.text}>{w.none}</p>
      ) : (
        <Table caption={w.caption}>
          <thead>
            <tr>
              <th scope="col">{w.name}</th>
              <th scope="col" className="number">
                {w.images}
              </th>
              {shown.map((measure) => (
                <th key={measure} scope="col" className="number">
                  {w[measure]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {people.map(({ id, name, accuracy }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td className="number">{formatCount(accuracy.exact.total)}</td>
                {shown.map((measure) => (
                  <td key={measure} className="number">
                    {accuracy[measure] && <Accuracy share={accuracy[measure]} />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {people.length > 0 && <p className={styles.hint}>{w.hint}</p>}
    </Panel>
  );
}
