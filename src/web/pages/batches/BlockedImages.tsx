import { Button } from "@mantine/core";
import { useState } from "react";
import { type Batches, reopenBlocked, sendImages } from "../../../contract/batches.ts";
import { rulesOf } from "../../../core/stages/rulesOf.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { Thumbnail } from "../../components/Thumbnail.tsx";
import { words } from "../../words/words.ts";
import styles from "./BatchesPage.module.css";
import { ReassignDialog } from "./ReassignDialog.tsx";
import { useChange } from "./useChange.ts";
import { whoMayHave } from "./whoMayHave.ts";

const w = words.batches.blocked;
type Blocked = Batches["blocked"][number];

/** Images that somebody skipped twice, for the lead to decide. */
export function BlockedImages({ project, data }: { project: string; data: Batches }) {
  const [giving, setGiving] = useState<Blocked | null>(null);
  const [news, setNews] = useState("");
  const reopen = useChange(project, ({ assignment }: Blocked) =>
    call(reopenBlocked, { params: { project }, body: { assignments: [assignment] } }),
  );
  const refine = useChange(project, ({ image, reason }: Blocked) =>
    call(sendImages, {
      params: { project },
      body: { images: [image], to: "refinement", reason: w.sentReason(reason).slice(0, 500) },
    }),
  );
  const failure = reopen.error ?? refine.error;
  const pending = reopen.isPending || refine.isPending;
  return (
    <Panel title={w.title}>
      <p className={styles.text}>{w.hint}</p>
      <Table caption={w.title} heads={[w.image, w.by, w.reason, w.act]}>
        {data.blocked.map((blocked) => (
          <tr key={blocked.assignment} className={styles.withPicture}>
            <th scope="row">
              <span className={styles.image}>
                <Thumbnail src={blocked.thumbnailUrl} alt="" width={56} height={56} loading="lazy" />
                {blocked.key}
              </span>
            </th>
            <td>{blocked.person.name}</td>
            <td>{blocked.reason}</td>
            <td>
              <fieldset className={styles.decide} aria-label={w.about(blocked.key)}>
                <Button
                  size="compact-sm"
                  variant="default"
                  disabled={pending}
                  onClick={() => reopen.mutate(blocked, { onSuccess: () => setNews(w.done.reopen) })}
                >
                  {w.reopen}
                </Button>
                <Button size="compact-sm" variant="default" onClick={() => setGiving(blocked)}>
                  {w.give}
                </Button>
                {rulesOf(blocked.stage).answers === "compared" && !blocked.gold && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    disabled={pending}
                    onClick={() => refine.mutate(blocked, { onSuccess: () => setNews(w.done.refine) })}
                  >
                    {w.refine}
                  </Button>
                )}
              </fieldset>
            </td>
          </tr>
        ))}
      </Table>
      {failure && (
        <p className={styles.problem} role="alert">
          {explainFailure(failure).text}
        </p>
      )}
      <p role="status" className={styles.done}>
        {news}
      </p>
      {giving && (
        <ReassignDialog
          project={project}
          left={{ person: giving.person, stage: giving.stage, open: 0, skipped: 0, blocked: 1 }}
          people={whoMayHave(data, giving.stage)}
          images={[giving.image]}
          onClose={(message = "") => {
            setGiving(null);
            setNews(message);
          }}
        />
      )}
    </Panel>
  );
}
