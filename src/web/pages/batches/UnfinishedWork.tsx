import { Button } from "@mantine/core";
import { useState } from "react";
import type { Batches } from "../../../contract/batches.ts";
import { formatCount } from "../../components/format/formatCount.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./BatchesPage.module.css";
import { type Left, ReassignDialog } from "./ReassignDialog.tsx";
import { whoMayHave } from "./whoMayHave.ts";

const w = words.batches.left;

/** Each person's unfinished work, to be given to others. */
export function UnfinishedWork({ project, data }: { project: string; data: Batches }) {
  const [chosen, setChosen] = useState<Left | null>(null);
  const [news, setNews] = useState("");
  return (
    <Panel title={w.title}>
      {data.left.length === 0 ? (
        <p className={styles.text}>{w.empty}</p>
      ) : (
        <Table caption={w.title}>
          <thead>
            <tr>
              <th scope="col">{w.person}</th>
              <th scope="col" className="number">
                {w.open}
              </th>
              <th scope="col" className="number">
                {w.skipped}
              </th>
              <th scope="col" className="number">
                {w.blocked}
              </th>
              <th scope="col">
                <span className="visuallyHidden">{w.reassign}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.left.map((left) => (
              <tr key={`${left.person.id} ${left.stage}`}>
                <th scope="row">
                  {left.person.name}
                  <div className={styles.dim}>{words.roles.stages[left.stage]}</div>
                </th>
                <td className="number">{formatCount(left.open)}</td>
                <td className="number">{formatCount(left.skipped)}</td>
                <td className="number">{formatCount(left.blocked)}</td>
                <td className="number">
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={w.reassignOf(left.person.name, words.roles.stages[left.stage])}
                    onClick={() => setChosen(left)}
                  >
                    {w.reassign}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <p role="status" className={styles.done}>
        {news}
      </p>
      {chosen && (
        <ReassignDialog
          project={project}
          left={chosen}
          people={whoMayHave(data, chosen.stage)}
          onClose={(message = "") => {
            setChosen(null);
            setNews(message);
          }}
        />
      )}
    </Panel>
  );
}
