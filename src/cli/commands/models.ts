import { resolve } from "node:path";
import type { Command } from "commander";
import { addModel } from "../../actions/addModel.ts";
import { listKnownModels } from "../../actions/listKnownModels.ts";
import { removeModel } from "../../actions/removeModel.ts";
import { readModelCard } from "../../inference/readModelCard.ts";
import { commandFor } from "../commandFor.ts";
import { findModelCard } from "../findModelCard.ts";
import { type DataOptions, withInstallation } from "../installation.ts";
import { addDataOptions, example, modelSize } from "../options.ts";
import { formatCount, formatTable, print, printJson } from "../output.ts";
import { addModelsInspect } from "./modelsInspect.ts";
import { addModelsSelect } from "./modelsSelect.ts";

interface Options extends DataOptions {
  json?: true;
}

const kinds = {
  embedded: "embedded",
  registered: "added",
  imported: "imported scores",
  "no-file": "file not kept here",
} as const;

export function addModelsCommands(program: Command): void {
  const models = program
    .command("models")
    .description("the classifiers that propose labels: look into them, keep them, compare them")
    .helpCommand(false);
  addDataOptions(models.command("list"))
    .description("list all models that this data folder knows")
    .addHelpText("after", example("multilabelfy models list"))
    .action(list);
  addDataOptions(models.command("add <file>"))
    .description("copy an ONNX file and its card into the data folder")
    .requiredOption("--card <file>", "the model's card (`models inspect` proposes one)")
    .option(...modelSize)
    .addHelpText("after", example("multilabelfy models add resnet50.onnx --card resnet50.json"))
    .action(add);
  addModelsInspect(models);
  addDataOptions(models.command("remove <name>"))
    .description("delete a model that was added; its predictions and proposals stay")
    .option("--force", "even if predictions rest on it, which then cannot be repeated")
    .addHelpText("after", example("multilabelfy models remove resnet50"))
    .action(remove);
  addModelsSelect(models);
}

async function list(options: Options): Promise<void> {
  const embedded = await findModelCard();
  const models = await withInstallation(options, (ctx) => listKnownModels(ctx, { embedded }));
  if (options.json) return printJson(models);
  const rows = models.map(({ name, kind, labelSpace, classes, bytes, predictions, sha256 }) => [
    name,
    kinds[kind],
    labelSpace ?? "–",
    classes ?? "–",
    bytes === null ? "–" : `${(bytes / 1e6).toFixed(1)} MB`,
    predictions,
    sha256.slice(0, 12),
  ]);
  print(formatTable([["name", "what", "label space", "labels", "size", "predictions", "SHA-256"], ...rows]));
}

async function add(file: string, options: Options & { card: string; maxModelSize?: number }): Promise<void> {
  const { card } = await readModelCard(resolve(options.card));
  const embedded = await findModelCard();
  const added = await withInstallation(options, (ctx) =>
    addModel(ctx, {
      file: resolve(file),
      card,
      embedded: embedded.card.name,
      maxBytes: options.maxModelSize,
    }),
  );
  const { name, sha256 } = added.card;
  if (options.json) return printJson({ name, sha256, isNew: added.isNew });
  print(added.isNew ? `${name} was added.` : `${name} was there already.`);
  print(`Next: ${commandFor(`propose --model ${/^[\w.-]+$/.test(name) ? name : `"${name}"`}`, options)}`);
}

async function remove(name: string, options: Options & { force?: true }): Promise<void> {
  const removed = await withInstallation(options, (ctx) =>
    removeModel(ctx, { name, force: options.force ?? false }),
  );
  if (options.json) return printJson(removed);
  const { predictions } = removed;
  print(
    `${name} was removed.${predictions > 0 ? ` ${formatCount(predictions, "prediction")} by it stay.` : ""}`,
  );
}
