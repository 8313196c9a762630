import { resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { auditDuplicates, type FoundDuplicates } from "../../actions/audit/auditDuplicates.ts";
import { type ListOrder, listOrders } from "../../files/images/listOrder.ts";
import { example, wholeNumber } from "../options/options.ts";
import { formatCount, formatNumber, formatTable, note, print, printJson } from "../output/output.ts";

interface Options {
  embeddings: string;
  array?: string;
  images?: string;
  data?: string;
  order?: ListOrder;
  limit: number;
  maxDistance?: number;
  json?: true;
}

export function addAuditDuplicates(audit: Command): void {
  audit
    .command("duplicates")
    .description("find images that look alike to a model, the nearest pairs first")
    .requiredOption("--embeddings <file>", "what a model sees in each image: .npy or .npz, a row per image")
    .option("--array <name>", "for .npz: which array (default: the only one)")
    .option("--images <csv>", "the images in the order of the rows")
    .option("--data <folder>", "or the folder of the images, in the order of their names")
    .addOption(
      new Option(
        "--order <order>",
        "the order of the rows: of the list, of the file names, or of the paths",
      ).choices(listOrders),
    )
    .option("--limit <number>", "pairs that are listed", wholeNumber(1, 1_000_000), 100)
    .option("--max-distance <d>", "leave out pairs that are further apart, from 0 to 2", distance)
    .option("--json", "print the result as JSON on stdout")
    .addHelpText(
      "after",
      example("audit duplicates --embeddings features.npy --images images.csv --limit 64"),
    )
    .action(run);
}

function distance(text: string): number {
  const number = Number(text);
  if (text.trim() !== "" && number >= 0 && number <= 2) return number;
  throw new InvalidArgumentError("It must be a number from 0 to 2.");
}

async function run(options: Options): Promise<void> {
  const { embeddings, images, data } = options;
  const found = await auditDuplicates({
    ...options,
    embeddings: resolve(embeddings),
    images: images === undefined ? undefined : resolve(images),
    data: data === undefined ? undefined : resolve(data),
  });
  if (found.names === "rows")
    note("  Images are named by their rows, from 0: --images LIST.csv names them otherwise.");
  if (options.json) return printJson(found);
  print(format(found));
}

function format({ images, pairs, groups }: FoundDuplicates): string {
  const all = (images * (images - 1)) / 2;
  const rows = pairs.map(({ first, second, distance }, at) => [at + 1, first, second, distance.toFixed(5)]);
  return [
    `The ${formatCount(pairs.length, "nearest pair")} of ${formatNumber(all)}, in ${formatCount(groups.length, "group")} of ${formatCount(groups.flat().length, "image")}. Distance is 1 - cosine: 0 is the same to the model, not always the same picture.`,
    "",
    formatTable([["", "first", "second", "distance"], ...rows]),
  ].join("\n");
}
