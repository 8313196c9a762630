import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { askAgain, getAskAgain } from "../../../contract/labels/labelChange.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import styles from "./LabelChangeDialog.module.css";

const w = words.labelChanges;
const maxNamed = 20;

/** The images about which people have to be asked again because of a label's change; nothing if there are none. */
export function AskAgainPanel({ project, label }: { project: string; label: number }) {
  const client = useQueryClient();
  const params = { project, label };
  const { data } = useQuery({
    // Refreshed with the label's page.
    queryKey: ["label", project, label, "ask-again"],
    queryFn: ({ signal }) => call(getAskAgain, { params, signal }),
  });
  const send = useMutation({
    mutationFn: (expected: number) => call(askAgain, { params, body: { expected } }),
    onSettled: () => client.invalidateQueries({ queryKey: ["label", project, label] }),
  });
  if (!data || (data.images.length === 0 && !send.data)) return null;
  const { done, released, waiting } = data.counts;
  const named = data.images.slice(0, maxNamed).map(({ key }) => key);
  return (
    <Panel title={w.again.title}>
      <p>
        {w.askAgain(done + released, released, waiting)} {named.join(", ")}
        {data.images.length > maxNamed && ` ${w.again.more(data.images.length - maxNamed)}`}
      </p>
      {done + released > 0 && (
        <Button variant="default" loading={send.isPending} onClick={() => send.mutate(done + released)}>
          {w.again.send(done + released)}
        </Button>
      )}
      {send.data && <p role="status">{w.again.sent(send.data.sent)}</p>}
      {send.error && (
        <p role="alert" className={styles.problem}>
          {explainFailure(send.error).text}
        </p>
      )}
    </Panel>
  );
}
