import { Button, Checkbox, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { createRelease } from "../../../contract/releases/release.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { forgetCounts } from "../../client/forgetCounts.ts";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import styles from "./CreateRelease.module.css";
import { releasesQuery } from "./releasesQuery.ts";

const texts = words.releases.create;

interface Props {
  project: string;
  /** Images with final labels. */
  ready: number;
  /** Images without. */
  pending: number;
}

/** Freezes the labels as they are; images that are not finished are left out only when the lead says so. */
export function CreateRelease({ project, ready, pending }: Props) {
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [allowPending, setAllowPending] = useState(false);
  const create = useMutation({
    mutationFn: () => call(createRelease, { params: { project }, body: { name: name.trim(), allowPending } }),
    onSuccess: () => {
      forgetCounts(client, project);
      setName("");
      setAllowPending(false);
    },
    onSettled: () => client.invalidateQueries({ queryKey: releasesQuery(project).queryKey }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    create.mutate();
  };
  const refused = pending > 0 && !allowPending;

  return (
    <Panel title={texts.title}>
      <form className={styles.form} onSubmit={submit}>
        <p className={styles.text}>{ready === 0 ? texts.nothing : texts.ready(ready)}</p>
        <TextInput
          label={texts.name}
          placeholder={texts.nameHint}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={100}
          required
          withAsterisk={false}
          disabled={ready === 0}
        />
        {pending > 0 && ready > 0 && (
          <div className={styles.pending}>
            <p>{texts.pending(pending)}</p>
            <Checkbox
              label={texts.leaveOut(pending)}
              checked={allowPending}
              onChange={(event) => setAllowPending(event.currentTarget.checked)}
            />
          </div>
        )}
        {create.isError && (
          <p className={styles.problem} role="alert">
            {explainFailure(create.error).text}
          </p>
        )}
        <Button type="submit" disabled={ready === 0 || refused} loading={create.isPending}>
          {texts.submit}
        </Button>
        <p role="status" className={styles.text}>
          {create.isSuccess && texts.made(create.data.number, create.data.name)}
        </p>
      </form>
    </Panel>
  );
}
