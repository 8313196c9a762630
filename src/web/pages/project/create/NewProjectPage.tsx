import { Button, Checkbox, Radio, TextInput } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type SubmitEvent, useState } from "react";
import { createProject, presetsExplained, type SentLabels } from "../../../../contract/project/create.ts";
import { type Preset, presets } from "../../../../core/project/settings.ts";
import { CallFailure, call } from "../../../client/call.ts";
import { imagePathsOf, onePerFolder } from "../../../client/files/imagePathsOf.ts";
import { keepPicked } from "../../../client/files/pickedFiles.ts";
import { sessionQuery } from "../../../client/session/session.ts";
import { Panel } from "../../../components/Panel.tsx";
import { Problem } from "../../../components/texts/Problem.tsx";
import { words } from "../../../words/words.ts";
import { type LabelsDraft, LabelsField } from "./LabelsField.tsx";
import styles from "./NewProjectPage.module.css";

const w = words.newProject;
const nothing: LabelsDraft = {
  from: "folders",
  picked: undefined,
  level: undefined,
  typed: "",
  file: undefined,
};

/** Makes a project: its name, its labels, and what is asked of people. */
export function NewProjectPage() {
  useDocumentTitle(`${w.title} · Multilabelfy`);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [labels, setLabels] = useState(nothing);
  const [preset, setPreset] = useState<Preset>("paper");
  const [annotates, setAnnotates] = useState(true);
  const [missing, setMissing] = useState<string>();
  const make = useMutation({
    mutationFn: async (sent: SentLabels) => {
      const made = await call(createProject, { body: { name, labels: sent, preset, annotates } });
      if (sent.from === "folders" && labels.picked) keepPicked(made.id, labels.picked);
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
      await client.fetchQuery(sessionQuery);
      await navigate({ to: "/p/$project/images/add", params: { project: made.id } });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const sent = readDraft(labels);
    setMissing(typeof sent === "string" ? sent : undefined);
    if (typeof sent !== "string") make.mutate(sent);
  };
  const choice = choiceIn(make.error);

  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.page}>
        <header>
          <h1>{w.title}</h1>
          <p className={styles.text}>{w.text}</p>
        </header>
        <TextInput
          label={w.name}
          description={w.nameHint}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          maxLength={100}
          required
          withAsterisk={false}
          autoFocus
        />
        <Panel title={w.labels.title}>
          <LabelsField
            draft={labels}
            choice={choice}
            onChange={(changes) => {
              setLabels((before) => ({ ...before, ...changes }));
              setMissing(undefined);
              // The choice between folders stays until different folders are picked.
              if (changes.level === undefined) make.reset();
            }}
          />
        </Panel>
        <Panel title={w.protocol}>
          <Radio.Group
            aria-label={w.protocol}
            value={preset}
            onChange={(value) => setPreset(value as Preset)}
          >
            <div className={styles.choices}>
              {presets.map((one) => (
                <Radio
                  key={one}
                  value={one}
                  label={words.settings.presets[one].name}
                  description={presetsExplained[one]}
                />
              ))}
            </div>
          </Radio.Group>
        </Panel>
        <Checkbox
          label={w.annotates}
          description={w.annotatesHint}
          checked={annotates}
          onChange={({ currentTarget }) => setAnnotates(currentTarget.checked)}
        />
        {/* The choice between folders replaces the error that asked for it. */}
        <Problem error={choice ? undefined : make.error}>
          {missing ?? (choice && labels.level === undefined && w.labels.level)}
        </Problem>
        <div className={styles.row}>
          <Button type="submit" loading={make.isPending}>
            {w.submit}
          </Button>
        </div>
      </div>
    </form>
  );
}

/** What is sent about the labels; or, as text, what is missing. */
function readDraft({ from, picked, level, typed, file }: LabelsDraft): SentLabels | string {
  if (from === "built-in") return { from, name: "imagenet-1k" };
  if (from === "text") {
    if (file) return { from, fileName: file.name, text: file.text };
    return typed.trim() === "" ? w.noList : { from, fileName: "labels.txt", text: typed.trim() };
  }
  if (!picked) return w.noFolder;
  const paths = onePerFolder(imagePathsOf(picked));
  const name = picked.folder ?? "";
  if (paths.length === 0) return w.labels.noneFound(name);
  return { from, name: name || "folder", paths, ...(level === undefined ? {} : { level }) };
}

/** The folders that could be the labels, if that is why the server refused. */
function choiceIn(error: unknown): { folders: string[]; inner: string[] } | undefined {
  if (!(error instanceof CallFailure) || error.code !== "bad-request") return undefined;
  const { folders, inner } = (error.details ?? {}) as { folders?: string[]; inner?: string[] };
  return folders && inner && { folders, inner };
}
