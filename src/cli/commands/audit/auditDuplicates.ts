import { resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import {
  type AuditDuplicatesFiles,
  auditDuplicates,
  type FoundDuplicates,
} from "../../../actions/audit/auditDuplicates.ts";
import { type ListOrder, listOrders } from "../../../files/images/listOrder.ts";
import { findModelCard } from "../../findModelCard.ts";
import { example, wholeNumber } from "../../options/options.ts";
import { addRunOptions, type RunFlags, readRunOptions } from "../../options/runOptions.ts";
import {
  formatCount,
  formatNumber,
  formatRefusals,
  formatTable,
  note,
  print,
  printJson,
} from "../../output/output.ts";
import { showProgress } from "../../output/progress.ts";

interface Options extends RunFlags {
  embeddings?: string;
  model?: string;
  array?: string;
  images?: string;
  data?: string;
  order?: ListOrder;
  against?: string;
  againstImages?: string;
  limit: number;
  maxDistance?: number;
  allPairsUpTo?: number;
  json?: true;
}

export function addAuditDuplicates(audit: Command): void {
  addRunOptions(audit.command("duplicates"))
    .description("find images that look alike to a model, the nearest pairs first")
    .option("--data <folder>", "the images; with --embeddings, in the order of their names")
    .option(
      "--model <card>",
      "what looks at the images of --data: the path of a card, a JSON file beside its ONNX file (default: the embedded model)",
    )
    .option(
      "--embeddings <file>",
      "what a model saw in each image, instead of looking at them: .npy, .npz or Parquet, a row per image",
    )
    .option("--array <name>", "for .npz: which array (default: the only one); for Parquet: which column")
    .option("--images <csv>", "the images in the order of the rows")
    .addOption(
      new Option(
        "--order <order>",
        "the order of the rows: of the list, of the file names, or of the paths",
      ).choices(listOrders),
    )
    .option(
      "--against <file or folder>",
      "a second dataset (test against training images, say): each image is compared with each of it; embeddings beside " +
        "--embeddings, a folder beside --data",
    )
    .option("--against-images <csv>", "its images in the order of the rows of its embeddings")
    .option("--limit <number>", "pairs that are listed", wholeNumber(1, 1_000_000), 100)
    .option("--max-distance <d>", "leave out pairs that are further apart, from 0 to 2", distance)
    .option(
      "--all-pairs-up-to <images>",
      "of more embeddings, compare only those that an index finds near each other (default: 200,000)",
      wholeNumber(2, 1_000_000),
    )
    .option("--json", "print the result as JSON on stdout")
    .addHelpText("after", example("audit duplicates --data photos --limit 64"))
    .action(run);
}

function distance(text: string): number {
  const number = Number(text);
  if (text.trim() !== "" && number >= 0 && number <= 2) return number;
  throw new InvalidArgumentError("It must be a number from 0 to 2.");
}

async function run(options: Options): Promise<void> {
  const { embeddings, images, data, model, array, order, limit, maxDistance } = options;
  const { against, againstImages, allPairsUpTo } = options;
  const about = {
    ...{ array, order, limit, maxDistance, allPairsUpTo },
    images: images === undefined ? undefined : resolve(images),
    data: data === undefined ? undefined : resolve(data),
    against: against === undefined ? undefined : resolve(against),
    againstImages: againstImages === undefined ? undefined : resolve(againstImages),
  };
  const found =
    embeddings === undefined
      ? await lookAtImages(options, about)
      : await auditDuplicates({ ...about, embeddings: resolve(embeddings) });
  if (embeddings !== undefined && model !== undefined)
    note("  --model is not used: --embeddings says what a model saw.");
  if (found.names === "rows")
    note("  Images are named by their rows, from 0: --images LIST.csv names them otherwise.");
  if (options.json) return printJson(found);
  print(format(found));
}

async function lookAtImages(options: Options, about: AuditDuplicatesFiles): Promise<FoundDuplicates> {
  // A folder of images is no folder of an installation, in which models are registered: cards are named by their path.
  await using model = await findModelCard(options.model);
  const progress = showProgress();
  try {
    const run = readRunOptions(options);
    return await auditDuplicates({ ...about, model: { ...model, run }, onProgress: progress.show });
  } finally {
    progress.stop();
  }
}

function format({ images, against, pairs, groups, by, compared, copies, refused }: FoundDuplicates): string {
  const all = against === undefined ? (images * (images - 1)) / 2 : images * against;
  const matched =
    against === undefined
      ? `in ${formatCount(groups.length, "group")} of ${formatCount(groups.flat().length, "image")}`
      : `of ${formatNumber(new Set(pairs.map(({ first }) => first)).size)} of ${formatCount(images, "image")} with ${formatNumber(new Set(pairs.map(({ second }) => second)).size)} of the second dataset's ${formatNumber(against)}`;
  const rows = pairs.map(({ first, second, distance }, at) => [at + 1, first, second, distance.toFixed(5)]);
  const meaning =
    by === "embeddings"
      ? "Distance is 1 - cosine: 0 is the same to the model, not always the same picture."
      : "Distance is 1 - (2 cosine + correlation of the pictures) / 3.";
  const index =
    compared === "all"
      ? ""
      : " They were found by an index, which can miss one: not all pairs were compared.";
  const lines = [
    `The ${formatCount(pairs.length, "nearest pair")} of ${formatNumber(all)}, ${matched}. ${meaning}${index}`,
    "",
    formatTable([["", "first", "second", "distance"], ...rows]),
  ];
  if (copies.length > 0) {
    lines.push(
      "",
      `${formatCount(copies.length, "exact copy", "exact copies")}:`,
      formatTable(
        copies.map(({ first, second, same }) => [
          first,
          second,
          same === "file" ? "same file" : "same pixels",
        ]),
      ),
    );
  }
  if (refused.length > 0) lines.push("", "Not read:", formatRefusals(refused));
  return lines.join("\n");
}
