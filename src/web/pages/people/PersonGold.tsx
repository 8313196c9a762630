import type { GoldAccuracy } from "../../../contract/gold.ts";
import { Accuracy } from "../../components/figures/Accuracy.tsx";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./PersonPage.module.css";

const texts = words.people.person.gold;
const measures = ["exact", "precision", "recall", "main"] as const;

/** How well a person does on gold images among their work; only leads see it. */
export const PersonGold = ({ accuracy }: { accuracy: GoldAccuracy | null }) => (
  <Panel title={texts.title}>
    {accuracy === null ? (
      <p className={styles.text}>{texts.none}</p>
    ) : (
      <>
        <Table caption={texts.caption}>
          <tbody>
            {measures.map(
              (measure) =>
                accuracy[measure] && (
                  <tr key={measure}>
                    <th scope="row">{words.gold.people[measure]}</th>
                    <td className="number">
                      <Accuracy share={accuracy[measure]} />
                    </td>
                  </tr>
                ),
            )}
          </tbody>
        </Table>
        <p className={styles.hint}>{texts.hint}</p>
      </>
    )}
  </Panel>
);
