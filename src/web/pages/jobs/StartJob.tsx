import { Button, Checkbox, NativeSelect } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { type JobChoices, type JobWork, startJob } from "../../../contract/jobs.ts";
import { csvFormats, type ExportFormat, exportFormats } from "../../../contract/releases/release.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { usualProposing } from "../../client/jobs.ts";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import styles from "./JobsPage.module.css";

const texts = words.jobs.start;

type Kind = keyof typeof texts.texts;
const kinds = Object.keys(texts.texts) as Kind[];

interface Wishes {
  kind: Kind;
  /** Empty: the one that ships with the program. */
  model: string;
  by: "model" | "probe" | "search";
  release: number;
  format: ExportFormat;
  spreadsheet: boolean;
}

/** What is most likely wanted now. */
function usualKind({ unread, unproposed, releases }: JobChoices): Kind {
  if (unproposed > 0) return "propose";
  if (unread > 0) return "verify";
  return releases.length > 0 ? "export" : "embed";
}

/** Starts a job with the few choices that its kind needs. */
export function StartJob({ project, choices }: { project: string; choices: JobChoices }) {
  const client = useQueryClient();
  const { models, releases } = choices;
  const proposing = usualProposing(choices);
  const [wishes, setWishes] = useState<Wishes>({
    kind: usualKind(choices),
    model: proposing.model ?? "",
    by: proposing.by ?? "model",
    release: releases[0]?.number ?? 0,
    format: "multilabelfy",
    spreadsheet: false,
  });
  const set = (changes: Partial<Wishes>) => setWishes({ ...wishes, ...changes });
  const { kind, by } = wishes;
  const start = useMutation({
    mutationFn: () => call(startJob, { params: { project }, body: workOf(wishes) }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["jobs", project] }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    start.mutate();
  };
  const needsRelease = kind === "report" || kind === "export";
  const takesModel = kind === "embed" || kind === "maps" || (kind === "propose" && by !== "search");
  const takesSpreadsheet =
    kind === "audit" || (kind === "export" && csvFormats.some((csv) => csv === wishes.format));
  const images = kind === "verify" ? choices.unread : choices.unproposed;
  return (
    <Panel title={texts.title}>
      <form className={styles.form} onSubmit={submit}>
        <NativeSelect
          label={texts.what}
          value={kind}
          onChange={({ currentTarget }) => set({ kind: kindNamed(currentTarget.value) })}
          data={kinds.map((value) => ({ value, label: texts.kinds[value] }))}
        />
        {kind === "propose" && (
          <NativeSelect
            label={texts.by}
            value={by}
            onChange={({ currentTarget }) => set({ by: currentTarget.value as Wishes["by"] })}
            data={Object.entries(texts.ways).map(([value, label]) => ({ value, label }))}
          />
        )}
        {takesModel && (
          <NativeSelect
            label={texts.model}
            value={wishes.model}
            onChange={({ currentTarget }) => set({ model: currentTarget.value })}
            data={models.map(({ name, title, knowsLabels }) => ({
              value: name ?? "",
              label: knowsLabels || kind === "embed" || by === "probe" ? title : texts.otherLabels(title),
            }))}
          />
        )}
        {needsRelease && releases.length > 0 && (
          <NativeSelect
            label={texts.release}
            value={String(wishes.release)}
            onChange={({ currentTarget }) => set({ release: Number(currentTarget.value) })}
            data={releases.map(({ number, name }) => ({
              value: String(number),
              label: texts.releaseOf(number, name),
            }))}
          />
        )}
        {kind === "export" && releases.length > 0 && (
          <NativeSelect
            label={texts.format}
            value={wishes.format}
            onChange={({ currentTarget }) => set({ format: formatNamed(currentTarget.value) })}
            data={exportFormats.map((value) => ({ value, label: words.releases.formats[value] }))}
          />
        )}
        {takesSpreadsheet && (
          <Checkbox
            label={texts.spreadsheet}
            checked={wishes.spreadsheet}
            onChange={({ currentTarget }) => set({ spreadsheet: currentTarget.checked })}
          />
        )}
        <Button type="submit" loading={start.isPending} disabled={needsRelease && releases.length === 0}>
          {texts.button}
        </Button>
      </form>
      <p className={styles.hint}>
        {needsRelease && releases.length === 0 ? texts.noRelease : texts.texts[kind](images)}
      </p>
      {start.isError && (
        <p className={styles.problem} role="alert">
          {explainFailure(start.error).text}
        </p>
      )}
    </Panel>
  );
}

const kindNamed = (value: string): Kind => kinds.find((kind) => kind === value) ?? "verify";
const formatNamed = (value: string): ExportFormat =>
  exportFormats.find((format) => format === value) ?? "multilabelfy";

function workOf({ kind, by, release, format, spreadsheet, ...wishes }: Wishes): JobWork {
  const model = wishes.model === "" ? null : wishes.model;
  switch (kind) {
    case "verify":
      return { kind };
    case "propose":
      return { kind, by, model: by === "search" ? null : model };
    case "embed":
    case "maps":
      return { kind, model };
    case "audit":
      return { kind, spreadsheet };
    case "report":
      return { kind, release };
    case "export":
      return { kind, release, format, spreadsheet: spreadsheet && csvFormats.some((csv) => csv === format) };
  }
}
