import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { PersonView } from "../../../contract/people/person.ts";
import { formatCount } from "../../components/format/formatCount.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import { batchesQuery } from "../batches/batchesQuery.ts";
import { type Left, ReassignDialog } from "../batches/ReassignDialog.tsx";
import { whoMayHave } from "../batches/whoMayHave.ts";
import styles from "./PersonPage.module.css";
import { refreshPeople } from "./peopleQueries.ts";

const texts = words.people.person;

/** What a person has not submitted, by batch, and a way to give it to others. */
export const OpenWork = ({ project, view: { open, person } }: { project: string; view: PersonView }) => (
  <Panel title={texts.open.title}>
    {open.length === 0 ? (
      <p className={styles.text}>{texts.open.none}</p>
    ) : (
      <Table
        caption={texts.open.caption}
        heads={[texts.open.what, { number: texts.open.images }, { number: texts.open.drafts }]}
      >
        {open.map(({ stage, batch, images, drafts }) => (
          <tr key={`${stage} ${batch}`}>
            <th scope="row">{texts.open.batch(words.roles.stages[stage], batch)}</th>
            <td className="number">{formatCount(images)}</td>
            <td className="number">{formatCount(drafts)}</td>
          </tr>
        ))}
      </Table>
    )}
    <Reassign project={project} person={person.id} />
    {open.length > 0 && (
      <p className={styles.hint}>{person.isActive ? texts.open.active : texts.open.noAccess}</p>
    )}
  </Panel>
);

/** A button for each stage at which the person has work left. */
function Reassign({ project, person }: { project: string; person: string }) {
  const client = useQueryClient();
  const { data } = useQuery(batchesQuery(project));
  const [chosen, setChosen] = useState<Left | null>(null);
  const [news, setNews] = useState("");
  const left = data?.left.filter((one) => one.person.id === person) ?? [];
  return (
    <>
      <div className={styles.reassign}>
        {left.map((one) => (
          <Button key={one.stage} size="sm" variant="default" onClick={() => setChosen(one)}>
            {texts.open.reassign(words.roles.stages[one.stage])}
          </Button>
        ))}
      </div>
      <p role="status" className={styles.status}>
        {news}
      </p>
      {chosen && data && (
        <ReassignDialog
          project={project}
          left={chosen}
          people={whoMayHave(data, chosen.stage)}
          onClose={(message = "") => {
            setChosen(null);
            setNews(message);
            if (message) void refreshPeople(client, project);
          }}
        />
      )}
    </>
  );
}
