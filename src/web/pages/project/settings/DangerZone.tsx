import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, type SubmitEvent, useState } from "react";
import { archiveProject, deleteProject, type SettingsView } from "../../../../contract/project/settings.ts";
import { call } from "../../../client/call.ts";
import { explainFailure } from "../../../client/explainFailure.ts";
import { sessionQuery } from "../../../client/session/session.ts";
import { Dialog } from "../../../components/dialogs/Dialog.tsx";
import { formatTime } from "../../../components/format/formatTime.ts";
import { Panel } from "../../../components/Panel.tsx";
import { words } from "../../../words/words.ts";
import styles from "./SettingsPage.module.css";

const w = words.settings.danger;

interface Props {
  project: { id: string; name: string };
  view: SettingsView;
  onChanged(view: SettingsView): void;
}

/** Puts a project away or deletes it, once its name is typed. */
export function DangerZone({ project, view, onChanged }: Props) {
  const params = { project: project.id };
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<"archive" | "delete" | null>(null);
  const [name, setName] = useState("");
  const close = () => {
    setAsked(null);
    setName("");
  };
  const archive = useMutation({
    mutationFn: (input: { archived: boolean; name: string }) => call(archiveProject, { params, body: input }),
    onSuccess: (changed) => {
      close();
      onChanged(changed);
    },
  });
  const remove = useMutation({
    mutationFn: () => call(deleteProject, { params, body: { name } }),
    onSuccess: async () => {
      await client.refetchQueries({ queryKey: sessionQuery.queryKey });
      await navigate({ to: "/", replace: true });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (asked === "archive") archive.mutate({ archived: true, name });
    else remove.mutate();
  };
  const failure = archive.error ?? remove.error;
  return (
    <Panel title={w.title}>
      <div className={styles.rows}>
        {view.archivedAt === null ? (
          <Ending text={w.archiveText}>
            <Button variant="default" onClick={() => setAsked("archive")}>
              {w.archive}…
            </Button>
          </Ending>
        ) : (
          <Ending text={w.archived(formatTime(view.archivedAt))}>
            <Button
              variant="default"
              loading={archive.isPending}
              onClick={() => archive.mutate({ archived: false, name: project.name })}
            >
              {w.restore}
            </Button>
          </Ending>
        )}
        <Ending text={view.releases > 0 ? w.released : w.removeText}>
          <Button variant="default" disabled={view.releases > 0} onClick={() => setAsked("delete")}>
            {w.remove}…
          </Button>
        </Ending>
      </div>
      {asked && (
        <Dialog title={`${asked === "archive" ? w.archive : w.remove}: ${project.name}`} onClose={close}>
          <form className={styles.dialog} onSubmit={submit}>
            <p className={styles.text}>{asked === "archive" ? w.archiveText : w.removeText}</p>
            <TextInput
              label={w.type(project.name)}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              autoComplete="off"
              data-autofocus
            />
            {failure && (
              <p className={styles.problem} role="alert">
                {explainFailure(failure).text}
              </p>
            )}
            <div className={styles.actions}>
              <Button
                type="submit"
                {...(asked === "delete" ? { className: styles.destroy } : {})}
                disabled={name.trim() !== project.name}
                loading={archive.isPending || remove.isPending}
              >
                {asked === "archive" ? w.archive : w.remove}
              </Button>
              <Button variant="default" onClick={close}>
                {w.cancel}
              </Button>
            </div>
          </form>
        </Dialog>
      )}
    </Panel>
  );
}

const Ending = ({ text, children }: { text: string; children: ReactNode }) => (
  <div className={styles.row}>
    <p className={styles.does}>{text}</p>
    <div className={styles.value}>{children}</div>
  </div>
);
