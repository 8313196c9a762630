import { resolve } from "node:path";
import type { Command } from "commander";
import type { ModelValue } from "../../../inference/inspection/describeOnnx.ts";
import { type InspectedModel, inspectModel } from "../../../inference/inspection/inspectModel.ts";
import { proposeCard } from "../../../inference/inspection/proposeCard.ts";
import { example, modelSize } from "../../options/options.ts";
import { formatNumber, formatTable, print, printJson } from "../../output/output.ts";

export function addModelsInspect(models: Command): void {
  models
    .command("inspect <file>")
    .description("look into an ONNX file, without loading it, and propose a card for it")
    .option("--output <name>", "the output that gives the scores, where there are several")
    .option("--json", "print the result as JSON on stdout")
    .option(...modelSize)
    .addHelpText("after", example("models inspect resnet50.onnx"))
    .action(run);
}

async function run(
  file: string,
  options: { json?: true; output?: string; maxModelSize?: number },
): Promise<void> {
  const inspected = await inspectModel(resolve(file), options.maxModelSize);
  const proposed = proposeCard(inspected, inspected.file, inspected.sha256, options.output);
  if (options.json) return printJson({ ...inspected, ...proposed });
  print(formatInspected(inspected));
  print(`
A card for it, to be saved beside it as a JSON file:

${JSON.stringify(proposed.card, undefined, 2)}

The file does not say these: they are usual values, to be checked against the model's source.
A wrong one makes the labels worse without any error.
${proposed.guesses.map((field) => `  ${field}`).join("\n")}`);
  if (proposed.reasons.length > 0) {
    print(`\nThe file says these:\n${proposed.reasons.map((reason) => `  ${reason}`).join("\n")}`);
  }
  if (proposed.obstacle !== null) print(`\nThe model cannot be used as it is: ${proposed.obstacle}.`);
}

const formatValue = ({ name, type, shape }: ModelValue) =>
  `${name} (${type} ${shape ? `[${shape.join(", ")}]` : "of unknown shape"})`;

function formatInspected(inspected: InspectedModel): string {
  const { bytes, sha256, irVersion, producer, opsets, nodes, operators, inputs, outputs } = inspected;
  return formatTable([
    ["size", `${formatNumber(bytes)} bytes`],
    ["SHA-256", sha256],
    ["made by", producer || "not said"],
    ["IR version", String(irVersion)],
    ["operator sets", opsets.map(({ domain, version }) => `${domain} ${version}`).join(", ") || "none"],
    ["inputs", inputs.map(formatValue).join(", ") || "none"],
    ["outputs", outputs.map(formatValue).join(", ") || "none"],
    ["nodes", `${formatNumber(nodes)}: ${operators.map(({ name, count }) => `${name} ${count}`).join(", ")}`],
  ]);
}
