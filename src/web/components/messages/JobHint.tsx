import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type AskedWork, startJob } from "../../../contract/jobs.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { jobChoicesQuery, usualProposing } from "../../client/queries/jobs.ts";
import { words } from "../../words/words.ts";
import { Command } from "../buttons/Command.tsx";
import { useProject } from "../shell/useProject.ts";
import styles from "./JobHint.module.css";

const usual = {
  propose: { text: words.jobs.start.kinds.propose, command: "propose" },
  embed: { text: words.jobs.start.kinds.embed, command: "embed" },
} as const;

/** Something missing that a job can supply: a button that starts it as usual, and the equivalent command. */
export function JobHint({ kind }: { kind: keyof typeof usual }) {
  const { id: project } = useProject();
  const client = useQueryClient();
  const navigate = useNavigate();
  const start = useMutation({
    mutationFn: async () => {
      const work: AskedWork =
        kind === "embed"
          ? { kind, model: null }
          : usualProposing(await client.fetchQuery(jobChoicesQuery(project)));
      return call(startJob, { params: { project }, body: work });
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["jobs", project] });
      await navigate({ to: "/p/$project/jobs", params: { project } });
    },
  });
  const { text, command } = usual[kind];
  return (
    <div className={styles.hint}>
      <Button loading={start.isPending} onClick={() => start.mutate()}>
        {text}
      </Button>
      <details>
        <summary>{words.jobs.orCommand}</summary>
        <Command call={command} />
      </details>
      {start.isError && (
        <p className={styles.problem} role="alert">
          {explainFailure(start.error).text}
        </p>
      )}
    </div>
  );
}
