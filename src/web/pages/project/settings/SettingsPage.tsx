import { Button, Radio, TextInput } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useBlocker } from "@tanstack/react-router";
import { useState } from "react";
import {
  changeSettings,
  getSettings,
  previewSettings,
  type SettingChanges,
  type SettingsView,
} from "../../../../contract/project/settings.ts";
import {
  applyChanges,
  type Setting,
  sameValue,
  settingNames,
  settingsThatDiffer,
} from "../../../../core/project/settingRules.ts";
import { type Preset, presets, settingsOf } from "../../../../core/project/settings.ts";
import { isAsked } from "../../../../core/stages/ownSettings.ts";
import { openingOf } from "../../../../core/stages/protocol.ts";
import { CallFailure, call } from "../../../client/call.ts";
import { explainFailure } from "../../../client/explainFailure.ts";
import { forgetCounts } from "../../../client/queries/forgetCounts.ts";
import { useKeptDraft } from "../../../client/useKeptDraft.ts";
import { LinkButton } from "../../../components/buttons/LinkButton.tsx";
import { formatTime } from "../../../components/format/formatTime.ts";
import { Panel } from "../../../components/Panel.tsx";
import { useProject } from "../../../components/shell/useProject.ts";
import { words } from "../../../words/words.ts";
import { ConflictDialog } from "./ConflictDialog.tsx";
import { DangerZone } from "./DangerZone.tsx";
import { ReviewDialog } from "./ReviewDialog.tsx";
import { SettingRow } from "./SettingRow.tsx";
import styles from "./SettingsPage.module.css";

const w = words.settings;

/** The rules of a project, what each does, and what changing it means. */
export function SettingsPage() {
  const project = useProject();
  useDocumentTitle(`${w.title} · ${project.name}`);
  const client = useQueryClient();
  const params = { project: project.id };
  const queryKey = ["settings", project.id];
  const { data: view } = useSuspenseQuery({
    queryKey,
    queryFn: ({ signal }) => call(getSettings, { params, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [changes, setChanges] = useKeptDraft<SettingChanges>(`settings ${project.id}`, {});
  const [wanted, setWanted] = useState("");
  const preview = useMutation({ mutationFn: () => call(previewSettings, { params, body: { changes } }) });
  const show = (saved: SettingsView) => {
    client.setQueryData(queryKey, saved);
    forgetCounts(client, project.id);
  };
  const save = useMutation({
    mutationFn: () =>
      call(changeSettings, {
        params,
        body: { version: view.version, changes, moving: preview.data?.moves.total ?? 0 },
      }),
    onSuccess: (saved) => {
      show(saved);
      setChanges({});
      preview.reset();
    },
  });
  const conflict = storedMeanwhile(save.error);
  const draft = applyChanges(view.settings, changes as Partial<SettingsView["settings"]>);
  const changed = settingsThatDiffer(view.settings, draft);
  const count = changed.length + (draft.preset === view.settings.preset ? 0 : 1);
  const isArchived = view.archivedAt !== null;
  const choose = (preset: Preset) => setChanges({ preset });
  const isBarred = (preset: Preset) =>
    preset !== view.settings.preset &&
    (view.fixed.some((name) => !sameValue(settingsOf[preset][name], view.settings[name])) ||
      (view.workBegan && openingOf({ preset }) !== openingOf(view.settings)));
  const presetIsFixed = presets.every((preset) => preset === view.settings.preset || isBarred(preset));
  const groups = w.groups
    .map(({ title, settings }) => ({
      title,
      settings: settings.filter((name) => isAsked(name, draft.preset) && isCalled(name, wanted)),
    }))
    .filter(({ settings }) => settings.length > 0);
  const isUnsaved = count > 0 && !save.isPending;
  useBlocker({
    // If the session ended, this leads to the sign-in, and the changes are restored afterwards.
    shouldBlockFn: ({ next }) => {
      if (!isUnsaved || next.pathname === "/sign-in") return false;
      const isLeft = window.confirm(w.leave);
      if (isLeft) setChanges({});
      return !isLeft;
    },
    enableBeforeUnload: isUnsaved,
  });
  const discard = () => {
    setChanges({});
    preview.reset();
    save.reset();
  };

  return (
    <div className={styles.page}>
      <header>
        <h1>{w.title}</h1>
        <p className={styles.lead}>{w.lead}</p>
        {view.changed && (
          <p className={styles.lead}>{w.changed(view.changed.by, formatTime(view.changed.at))}</p>
        )}
      </header>
      {view.workBegan && <p className={styles.notice}>{w.workBegan}</p>}
      {view.releases > 0 && <p className={styles.notice}>{w.released(view.releases)}</p>}
      <TextInput
        type="search"
        label={w.search}
        placeholder={w.searchHint}
        className={styles.search}
        value={wanted}
        onChange={({ currentTarget }) => setWanted(currentTarget.value)}
      />
      <Panel title={w.preset}>
        <Radio.Group aria-label={w.preset} value={draft.preset} onChange={(value) => choose(value as Preset)}>
          <div className={styles.presets}>
            {presets.map((preset) => (
              <Radio
                key={preset}
                value={preset}
                label={w.presets[preset].name}
                description={w.presets[preset].does}
                disabled={isArchived || isBarred(preset)}
              />
            ))}
          </div>
        </Radio.Group>
        <p className={styles.text}>
          {presetIsFixed
            ? w.presetFixed
            : w.differing(
                settingsThatDiffer(draft, settingsOf[draft.preset]).length,
                w.presets[draft.preset].name,
              )}
        </p>
      </Panel>
      {groups.map(({ title, settings }) => (
        <Panel key={title} title={title}>
          <div className={styles.rows}>
            {settings.map((name) => (
              <SettingRow
                key={name}
                name={name}
                draft={draft}
                isFixed={view.fixed.includes(name) || isArchived}
                workBegan={view.workBegan}
                isChanged={changed.includes(name)}
                onChange={(value) => setChanges({ ...changes, [name]: value })}
              />
            ))}
          </div>
        </Panel>
      ))}
      {groups.length === 0 && (
        <p className={styles.text} role="status">
          {w.nothingCalled(wanted.trim())}
        </p>
      )}
      <Panel title={words.webhooks.inSettings}>
        <div className={styles.row}>
          <p className={styles.does}>{words.webhooks.lead}</p>
          <div className={styles.value}>
            <LinkButton variant="default" to="/p/$project/settings/webhooks" params={{ project: project.id }}>
              {words.webhooks.toPage}
            </LinkButton>
          </div>
        </div>
      </Panel>
      <DangerZone project={project} view={view} onChanged={show} />
      <div className={styles.bar} data-shown={count > 0 || save.isSuccess || preview.isError}>
        {preview.isError && (
          <p className={styles.problem} role="alert">
            {explainFailure(preview.error).text}
          </p>
        )}
        <p role="status" className={styles.status}>
          {count > 0 ? w.unsaved(count) : save.isSuccess ? w.saved : ""}
        </p>
        {count > 0 && (
          <>
            <Button variant="default" onClick={discard}>
              {w.discard}
            </Button>
            <Button loading={preview.isPending} onClick={() => preview.mutate()}>
              {w.review}
            </Button>
          </>
        )}
      </div>
      {preview.data && !conflict && (
        <ReviewDialog
          preview={preview.data}
          before={view.settings}
          after={draft}
          isSaving={save.isPending}
          problem={save.error ? explainFailure(save.error).text : null}
          onSave={() => save.mutate()}
          onClose={() => {
            preview.reset();
            save.reset();
          }}
        />
      )}
      {conflict && (
        <ConflictDialog
          stored={conflict}
          yours={draft}
          names={settingNames.filter((name) => !sameValue(conflict.settings[name], draft[name]))}
          onKeep={(keepMine) => {
            show(conflict);
            if (!keepMine) setChanges({});
            preview.reset();
            save.reset();
          }}
        />
      )}
    </div>
  );
}

/** Whether a rule's name or description contains every word. */
function isCalled(name: Setting, wanted: string): boolean {
  const { name: title, does, choices = {} } = w.rules[name];
  const all = [title, does, ...Object.values(choices)].join(" ").toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

/** What somebody else saved, if that is why a change was refused. */
function storedMeanwhile(error: unknown): SettingsView | null {
  if (!(error instanceof CallFailure) || error.code !== "conflict") return null;
  return (error.details as { stored: SettingsView }).stored;
}
