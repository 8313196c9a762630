import { Button, Checkbox, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { createRelease } from "../../../contract/release.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { forgetCounts } from "../../client/forgetCounts.ts";
import { countOf } from "../../components/formatCount.ts";
import { Panel } from "../../components/Panel.tsx";
import styles from "./CreateRelease.module.css";
import { releasesQuery } from "./releasesQuery.ts";

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
    <Panel title="Create a release">
      <form className={styles.form} onSubmit={submit}>
        <p className={styles.text}>
          {ready === 0
            ? "No image has final labels yet: there is nothing to release."
            : `It would hold ${countOf(ready, "image")}, as they are now.`}
        </p>
        <TextInput
          label="Name"
          placeholder="first release"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={100}
          required
          withAsterisk={false}
          disabled={ready === 0}
        />
        {pending > 0 && ready > 0 && (
          <div className={styles.pending}>
            <p>
              {countOf(pending, "image")} {pending === 1 ? "is" : "are"} not finished. A release waits for all
              images, unless you leave these out.
            </p>
            <Checkbox
              label={`Leave out ${countOf(pending, "unfinished image")}`}
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
          Create release
        </Button>
        <p role="status" className={styles.text}>
          {create.isSuccess && `Release ${create.data.number}, ${create.data.name}, is made.`}
        </p>
      </form>
    </Panel>
  );
}
