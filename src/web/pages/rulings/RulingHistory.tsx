import type { RulingVersion } from "../../../contract/rulings/rulings.ts";
import { stateRuling } from "../../../core/rulings/ruling.ts";
import { formatTime } from "../../components/format/formatTime.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./RulingsPage.module.css";

const w = words.rulings.history;

/** Every change, the newest first: nothing is overwritten. */
export function RulingHistory({
  changes,
  nameOf,
}: {
  changes: readonly RulingVersion[];
  nameOf(label: number): string;
}) {
  return (
    <Panel title={w.title}>
      <Table caption={w.caption} heads={[{ number: w.version }, w.ruling, w.text, w.when]}>
        {changes.map(({ version, labels: [first, second], kind, text, at, by }) => (
          <tr key={version}>
            <td className="number">{version}</td>
            <th scope="row" className={styles.change}>
              {kind === null
                ? w.withdrawn(nameOf(first), nameOf(second))
                : stateRuling(kind, nameOf(first), nameOf(second))}
            </th>
            <td className={styles.change}>{text || w.noText}</td>
            <td className={styles.when}>{words.rulings.made(by, formatTime(at))}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
