import { Button, Checkbox } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { type ContainsReport, giveCandidates } from "../../../contract/contains/report.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import styles from "./SheetsPage.module.css";

const w = words.contains.lead.candidates;

/** Makes the ticks on sheets determine, for each image, the candidate labels for marking its objects. */
export function GiveCandidates({ project, data }: { project: string; data: ContainsReport }) {
  const client = useQueryClient();
  const [easy, setEasy] = useState(false);
  const [mistakes, setMistakes] = useState(false);
  const give = useMutation({
    mutationFn: () => call(giveCandidates, { params: { project }, body: { easy, mistakes } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["contains", project] }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    give.mutate();
  };
  const imagesOf = (wanted: ContainsReport["statuses"][number]["status"]) =>
    data.statuses.find(({ status }) => status === wanted)?.share.count ?? 0;
  const ambiguous = imagesOf("ambiguous");
  const isNothing =
    imagesOf("follow-up") + (easy ? imagesOf("easy") : 0) + (mistakes ? imagesOf("mistake") : 0) === 0;
  return (
    <Panel title={w.title}>
      <form className={styles.form} onSubmit={submit}>
        <p className={styles.text}>{w.text}</p>
        <p className={styles.text}>{w.have(data.candidates ?? 0)}</p>
        <Checkbox label={w.followUp(imagesOf("follow-up"))} checked disabled />
        <Checkbox
          label={w.easy(imagesOf("easy"))}
          checked={easy}
          onChange={(event) => setEasy(event.currentTarget.checked)}
        />
        <Checkbox
          label={w.mistakes(imagesOf("mistake"))}
          checked={mistakes}
          onChange={(event) => setMistakes(event.currentTarget.checked)}
        />
        {ambiguous > 0 && <p className={styles.text}>{w.ambiguous(ambiguous)}</p>}
        <Button type="submit" disabled={isNothing} loading={give.isPending}>
          {w.give}
        </Button>
        <div role="status">
          {give.data && (
            <p className={styles.text}>
              {w.given(give.data.given)} {give.data.kept > 0 && w.kept(give.data.kept)}
            </p>
          )}
          {give.error && (
            <p className={styles.problem} role="alert">
              {explainFailure(give.error).text}
            </p>
          )}
        </div>
      </form>
    </Panel>
  );
}
