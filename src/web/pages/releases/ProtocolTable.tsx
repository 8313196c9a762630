import { protocolRows } from "../../../core/protocolRows.ts";
import { Table } from "../../components/Table.tsx";
import styles from "./ProtocolTable.module.css";

/** Everything that changes how the labels came to be, a row for each setting. */
export const ProtocolTable = ({ protocol }: { protocol: Record<string, unknown> }) => (
  <Table caption="Protocol of the release">
    <thead>
      <tr>
        <th scope="col">What</th>
        <th scope="col">Value</th>
      </tr>
    </thead>
    <tbody>
      {protocolRows(protocol).map(({ path, name, value }) => (
        <tr key={path}>
          <th scope="row">{name}</th>
          <td className={styles.value}>{value}</td>
        </tr>
      ))}
    </tbody>
  </Table>
);
