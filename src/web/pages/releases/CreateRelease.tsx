import { Autocomplete, Button, Checkbox, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { createRelease } from "../../../contract/releases/release.ts";
import { knownLicences } from "../../../core/releases/licence.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { forgetCounts } from "../../client/queries/forgetCounts.ts";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import styles from "./CreateRelease.module.css";
import { releasesQuery } from "./releasesQuery.ts";

const texts = words.releases.create;

interface Props {
  project: string;
  /** Images with final labels. */
  ready: number;
  /** Images without final labels. */
  pending: number;
}

/** Freezes the labels as they are; unfinished images are left out only if the lead says so. */
export function CreateRelease({ project, ready, pending }: Props) {
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [allowPending, setAllowPending] = useState(false);
  const [licence, setLicence] = useState("");
  const [authors, setAuthors] = useState("");
  const create = useMutation({
    mutationFn: () => {
      const named = authors.split(";").flatMap((author) => author.trim() || []);
      const publishing = {
        licence: licence.trim() || undefined,
        authors: named.length > 0 ? named : undefined,
      };
      return call(createRelease, {
        params: { project },
        body: { name: name.trim(), allowPending, ...publishing },
      });
    },
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
        <Autocomplete
          label={texts.licence}
          description={texts.licenceMeans}
          placeholder={texts.licenceHint}
          data={[...knownLicences]}
          value={licence}
          onChange={setLicence}
          maxLength={100}
          disabled={ready === 0}
        />
        <TextInput
          label={texts.authors}
          description={texts.authorsMeans}
          placeholder={texts.authorsHint}
          value={authors}
          onChange={(event) => setAuthors(event.currentTarget.value)}
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
