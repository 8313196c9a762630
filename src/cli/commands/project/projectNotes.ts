import type { Command } from "commander";
import { findWrittenLabel } from "../../../actions/labels/findWrittenLabel.ts";
import { saveLabelNote } from "../../../actions/labels/saveLabelNote.ts";
import { Failure } from "../../../contract/failure.ts";
import { longestNote } from "../../../contract/labels/label.ts";
import { listNoteChanges, listNotes } from "../../../db/labels/labelNote.ts";
import { listLabels } from "../../../db/labels/labelSpace.ts";
import { commandFor } from "../../../files/commandFor.ts";
import { type ProjectOptions, withProject } from "../../installation.ts";
import { addProjectOptions, example } from "../../options/options.ts";
import { formatTable, print, printJson } from "../../output/output.ts";

interface Options extends ProjectOptions {
  json?: true;
}

export function addProjectNotes(project: Command): void {
  const notes = project
    .command("notes")
    .description("what everybody reads below the definitions of labels")
    .helpCommand(false);
  addProjectOptions(notes.command("show"))
    .description("the notes as they stand")
    .addHelpText("after", example("project notes show --json > notes.json"))
    .action(show);
  addProjectOptions(notes.command("set <label> <text>"))
    .description("write the note of a label, named by its id, index or name")
    .addHelpText("after", example('project notes set cup "Mugs count as cups, too."'))
    .action((label: string, text: string, options: Options) => set(label, text, options));
  addProjectOptions(notes.command("remove <label>"))
    .description("take the note of a label off; the history keeps it")
    .addHelpText("after", example("project notes remove cup"))
    .action((label: string, options: Options) => set(label, "", options));
}

async function show(options: Options): Promise<void> {
  const rows = await withProject(options, async (ctx, project) => {
    const labels = new Map((await listLabels(ctx.db, project)).map((one) => [one.index, one]));
    return (await listNotes(ctx.db, project.id)).map(({ label, text }) => {
      const { key = String(label), name = `label ${label}` } = labels.get(label) ?? {};
      return { index: label, key, name, text };
    });
  });
  if (options.json) printJson(rows);
  else if (rows.length === 0)
    print(`No label has a note. Write one with: ${commandFor("project notes set LABEL TEXT", options)}`);
  else print(formatTable([["label", "note"], ...rows.map(({ name, text }) => [name, text])]));
}

async function set(written: string, text: string, options: Options): Promise<void> {
  if (text.trim().length > longestNote) {
    throw new Failure(
      "bad-request",
      `The note has ${text.trim().length} characters; at most ${longestNote} are taken. More belongs in the guideline.`,
    );
  }
  const { name, ...saved } = await withProject(options, async (ctx, project) => {
    const { index, name } = await findWrittenLabel(ctx.db, project, written);
    const [last] = await listNoteChanges(ctx.db, project.id, index);
    const input = { project: project.id, label: index, person: null, version: last?.version ?? 0, text };
    return { label: index, name, ...(await saveLabelNote(ctx, input)) };
  });
  if (options.json) printJson(saved);
  else if (!saved.changed) print(`Nothing changed: “${name}” has ${text.trim() ? "this note" : "no note"}.`);
  else if (text.trim() === "") print(`“${name}” has no note any more.`);
  else print(`The note stands below the definition of “${name}”.`);
}
