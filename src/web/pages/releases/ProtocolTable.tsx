import { protocolRows } from "../../../core/releases/protocolRows.ts";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./ProtocolTable.module.css";

const texts = words.releases.protocol;

/** Everything that affects how the labels came to be, a row for each setting. */
export const ProtocolTable = ({ protocol }: { protocol: Record<string, unknown> }) => (
  <Table caption={texts.caption} heads={[texts.what, texts.value]}>
    {protocolRows(protocol).map(({ path, name, value }) => (
      <tr key={path}>
        <th scope="row">{name}</th>
        <td className={styles.value}>{value}</td>
      </tr>
    ))}
  </Table>
);
