import { Button, Checkbox, NativeSelect } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { type AskedWork, type JobChoices, startJob } from "../../../contract/jobs.ts";
import { csvFormats, type ExportFormat, exportFormats } from "../../../contract/releases/release.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { drawUpload, sendFiles } from "../../client/files/sendFiles.ts";
import { usualProposing } from "../../client/queries/jobs.ts";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import styles from "./JobsPage.module.css";
import { ModelFile, noModel, sendModel } from "./ModelFile.tsx";
import { noScores, ScoreFile, type Scores } from "./ScoreFile.tsx";

const texts = words.jobs.start;

type Kind = keyof typeof texts.texts;
const kinds = Object.keys(texts.texts) as Kind[];

interface Wishes {
  kind: Kind;
  /** Empty for the one that ships with the program. */
  model: string;
  by: keyof typeof texts.ways;
  /** Whose scores propose; empty for those of all models added. */
  from: string;
  release: number;
  format: ExportFormat;
  spreadsheet: boolean;
}

/** The kind of job most likely wanted now. */
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
    from: "",
    release: releases[0]?.number ?? 0,
    format: "multilabelfy",
    spreadsheet: false,
  });
  const set = (changes: Partial<Wishes>) => setWishes({ ...wishes, ...changes });
  const { kind, by } = wishes;
  const [scores, setScores] = useState(noScores);
  const [ownModel, setOwnModel] = useState(noModel);
  const start = useMutation({
    mutationFn: async () => {
      const body =
        wishes.kind === "import-predictions"
          ? await sendScores(project, scores)
          : wishes.kind === "add-model"
            ? await sendModel(project, ownModel)
            : workOf({ ...wishes, kind: wishes.kind });
      return call(startJob, { params: { project }, body });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["jobs", project] }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    start.mutate();
  };
  const needsRelease = kind === "report" || kind === "export";
  const takesModel =
    kind === "embed" || kind === "maps" || (kind === "propose" && (by === "model" || by === "probe"));
  const needsImported = kind === "propose" && by === "imported";
  const lacks =
    needsRelease && releases.length === 0
      ? texts.noRelease
      : needsImported && choices.imported.length === 0
        ? texts.noImported
        : kind === "add-model" && !choices.takesModels
          ? texts.noModels
          : undefined;
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
        {needsImported && choices.imported.length > 0 && (
          <NativeSelect
            label={texts.from}
            value={wishes.from}
            onChange={({ currentTarget }) => set({ from: currentTarget.value })}
            data={[
              ...(choices.imported.length > 1 ? [{ value: "", label: texts.allImported }] : []),
              ...choices.imported.map((name) => ({ value: name, label: name })),
            ]}
          />
        )}
        {kind === "import-predictions" && (
          <ScoreFile scores={scores} onChange={(changes) => setScores({ ...scores, ...changes })} />
        )}
        {kind === "add-model" && choices.takesModels && (
          <ModelFile model={ownModel} onChange={(changes) => setOwnModel({ ...ownModel, ...changes })} />
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
        <Button type="submit" loading={start.isPending} disabled={lacks !== undefined}>
          {texts.button}
        </Button>
      </form>
      <p className={styles.hint}>{lacks ?? texts.texts[kind](images)}</p>
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

/** Sends the file, and its list if there is one. @returns the work that stores its scores */
async function sendScores(project: string, { file, list, name, ...how }: Scores): Promise<AskedWork> {
  if (file === null) throw new Error(texts.noFile);
  const upload = drawUpload();
  const files = [file, ...(list === null || !/\.np[yz]$/i.test(file.name) ? [] : [list])].map((one, at) => ({
    // Keeps two files with the same name apart.
    path: at === 0 ? one.name : `list/${one.name}`,
    file: one,
  }));
  const { signal } = new AbortController();
  await sendFiles({ project, upload, files, arrived: new Set(), onSent: () => {}, signal });
  const [sent, sentList] = files;
  return {
    ...{ kind: "import-predictions", upload, name, ...how },
    ...{ file: sent!.path, list: sentList?.path ?? null },
  };
}

function workOf({
  kind,
  by,
  from,
  release,
  format,
  spreadsheet,
  ...wishes
}: Wishes & { kind: Exclude<Kind, "import-predictions" | "add-model"> }): AskedWork {
  const model = wishes.model === "" ? null : wishes.model;
  switch (kind) {
    case "verify":
      return { kind };
    case "propose":
      return {
        ...{ kind, by, model: by === "model" || by === "probe" ? model : null },
        ...(by === "imported" && from !== "" && { from }),
      };
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
