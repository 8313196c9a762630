import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import { Failure } from "../../../contract/failure.ts";
import { badFile, badRow, quoted } from "../../../files/fileFailure.ts";
import { describeContent, type FileReading } from "../../../files/fileReading.ts";
import { findNamedFiles } from "../../../files/images/findNamedFiles.ts";
import { manifestPath } from "../../../files/images/manifestPath.ts";
import { readManifest } from "../../../files/images/readManifest.ts";
import { isPersonColumn } from "../../../files/labels/decidingColumns.ts";
import { couldBeRankings, findRanking } from "../../../files/labels/refuseRankings.ts";
import { splitLabels } from "../../../files/labels/splitLabels.ts";
import { isBucketAddress } from "../../../storage/s3/bucketAccess.ts";
import type { ReadableStorage } from "../../../storage/storage.ts";
import type { LabelResolver, ResolvedLabel } from "../../labels/resolveLabel.ts";
import {
  countRules,
  explainNames,
  type ImportRow,
  type ImportSource,
  nameSome,
  type Refusal,
} from "../importSource.ts";
import { bucketPath } from "./bucketPath.ts";
import { findNamedKeys } from "./findNamedKeys.ts";
import { lacksFiles } from "./lacksFiles.ts";
import { UnreadLabels } from "./unreadLabels.ts";

export interface ManifestOptions {
  /** Where the manifest's paths start. */
  folder: string;
  /** Reads the folder, where it is a place in a bucket. */
  bucket?: ReadableStorage | undefined;
  /** The images' files are not available, and not looked for. */
  withoutFiles?: boolean | undefined;
  /** Rows whose files are missing are left out. */
  skipMissing?: boolean | undefined;
  /** Lists that could also be a model's rankings are accepted as labels. */
  unsortedLabels?: boolean | undefined;
  /** For a manifest that does not name paths below the folder: where its images are. */
  placeOf?: PlaceOf | undefined;
}

type PlaceOf = (written: string) => ReturnType<typeof manifestPath>;

/** An image of a manifest. */
interface Named {
  /** The first row that names it. */
  row: number;
  /** In the order written. */
  labels: readonly number[];
  /** Each of its rows has one label: some manifests have a row per label. */
  isRowPerLabel: boolean;
}

/**
 * Reads which images a manifest names, and what their labels mean. Rows of one image are joined if each has one label,
 * or all have the same.
 *
 * @throws Failure `not-found`; `bad-file` for a row or a column that cannot be understood, rows that contradict each
 * other, images whose files are missing, and labels that could be rankings; `unknown-label` (`details.labels`) where a
 * cell means no label
 */
export async function readManifestSource(
  manifest: string,
  options: ManifestOptions,
  resolveLabel: LabelResolver,
): Promise<ImportSource> {
  return readManifestParts(manifest, [{ manifest, below: "" }], options, resolveLabel);
}

/** One of several manifests. */
export interface ManifestPart {
  manifest: string;
  /** Its folder, with a trailing "/", relative to the one where all paths start; "" is that folder. */
  below: string;
}

/** The same for a manifest in several files. @param origin a name for all of them */
export async function readManifestParts(
  origin: string,
  parts: readonly ManifestPart[],
  options: ManifestOptions,
  resolveLabel: LabelResolver,
): Promise<ImportSource> {
  const [{ manifest } = { manifest: origin }] = parts;
  const { bucket } = options;
  const root = bucket ? bucket.locationOf("") : await realpath(options.folder).catch(() => undefined);
  if (!root) throw new Failure("not-found", `There is no folder ${resolve(options.folder)}. Check the path.`);
  const reader = new ManifestReader(
    manifest,
    resolveLabel,
    options.placeOf ?? ((written) => (bucket ? bucketPath(written, root) : manifestPath(written, root))),
  );
  const images = await reader.read(parts);
  if (!options.unsortedLabels) {
    const example = findRanking([...images.values()], true);
    if (example) throw couldBeRankings(manifest, `row ${example.row}`, example.labels);
  }
  const find = () => (bucket ? findNamedKeys(bucket, images.keys()) : findNamedFiles(root, images.keys()));
  const files = options.withoutFiles ? undefined : await find();
  const missing: Refusal[] = [];
  const rows: ImportRow[] = [];
  for (const [key, { row, labels }] of images) {
    const file = files?.get(key);
    if (file && "missing" in file) missing.push({ file: `row ${row}: ${key}`, reason: file.missing });
    else rows.push({ row, key, otherKey: undefined, path: file?.found ?? key, originals: ascending(labels) });
  }
  if (missing.length > 0 && !(options.skipMissing && rows.length > 0)) {
    throw lacksFiles(origin, root, missing, images.size);
  }
  return {
    kind: "manifest",
    reading: reader.reading,
    root,
    origin: isBucketAddress(origin) ? origin : resolve(origin),
    unpacked: undefined,
    images: rows.length,
    rows,
    refused: missing.map(({ file, reason }) => ({ file, reason: `Left out: ${reason}.` })),
    ignored: {},
    unknownColumns: reader.reading.unused,
    matchedBy: countRules(reader.meanings.values()),
    notes: reader.describe(),
  };
}

const ascending = (labels: readonly number[]) =>
  labels.length < 2 ? labels : labels.toSorted((a, b) => a - b);

const isSameSet = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length && a.every((label) => b.includes(label));

const isAbsoluteName = (image: string) => /^\s*(?:[a-z][a-z0-9+.-]*:|[/\\])/i.test(image);

/** Columns of files that hold people's answers or a model's scores rather than original labels. */
const answerColumns = ["answer", "votes"];
const scoreColumns = ["score", "scores", "prob", "probability", "confidence", "logit", "rank", "softmax_val"];

class ManifestReader {
  private readonly images = new Map<string, Named>();
  /** What each label means, by its spelling. */
  readonly meanings = new Map<string, ResolvedLabel | undefined>();
  reading: FileReading;
  private readonly unknown = new Map<string, number>();
  /** The indices that a cell or field holds, by its text: most texts repeat. */
  private readonly sets = new Map<string, readonly number[]>();
  private manifest: string;
  private readonly resolveLabel: LabelResolver;
  private readonly placeOf: PlaceOf;
  private joined = 0;
  private repeated = 0;

  constructor(manifest: string, resolveLabel: LabelResolver, placeOf: PlaceOf) {
    this.placeOf = placeOf;
    this.manifest = manifest;
    this.reading = { file: manifest, format: "a manifest", used: [], unused: [], notes: [] };
    this.resolveLabel = resolveLabel;
  }

  private get hasLabel(): boolean {
    return this.reading.used.some(({ as }) => as === "label");
  }

  async read(parts: readonly ManifestPart[]): Promise<ReadonlyMap<string, Named>> {
    for (const part of parts) await this.readPart(part);
    if (this.images.size === 0) throw badFile(this.manifest, "it names no images.");
    if (this.unknown.size > 0) throw this.hasUnknownLabels();
    return this.images;
  }

  private async readPart({ manifest, below }: ManifestPart): Promise<void> {
    this.manifest = manifest;
    const onReading = (reading: FileReading) => {
      this.reading = reading;
      this.checkColumns();
    };
    const unread = new UnreadLabels(this.resolveLabel);
    for await (const { row, image, label, others } of readManifest(this.manifest, onReading)) {
      if (others) unread.add(row, others, this.reading.unused);
      const place = this.placeOf(isAbsoluteName(image) ? image : `${below}${image}`);
      if ("refused" in place) throw badRow(this.manifest, row, `${place.refused} Nothing was imported.`);
      this.add(row, place.path, this.readLabels(row, label));
    }
    if (this.images.size > 0 && this.unknown.size === 0 && !this.hasLabel) {
      this.refuseLabelColumns();
      const lost = unread.find();
      if (lost !== undefined) throw badFile(this.manifest, lost);
    }
  }

  /** @throws Failure `bad-file` for a file of votes or predictions, whose labels are not original ones */
  private checkColumns(): void {
    if (!this.hasLabel) return;
    const names = this.reading.unused.map((name) => name.toLowerCase());
    const answers = this.reading.unused.filter(
      (name) => isPersonColumn(name) || answerColumns.includes(name.toLowerCase()),
    );
    const scores = scoreColumns.filter((name) => names.includes(name));
    if (answers.length > 0 || scores.length > 0) {
      const what = answers.length > 0 ? "people's answers" : "a model's scores";
      throw badFile(
        this.manifest,
        `it has the column ${quoted((answers[0] ?? scores[0])!)}, so its labels seem to be ${what}, not original labels. If they are original labels, take that column out.`,
      );
    }
  }

  /** Without a column of labels, columns named after labels (a 0/1 matrix, say) would be silently ignored. */
  private refuseLabelColumns(): void {
    const resolved = this.reading.unused.filter((name) => this.resolveLabel(name));
    // A single number is hardly a label: pandas names columns like that.
    const named = resolved.length === 1 && /^\d+$/.test(resolved[0]!) ? [] : resolved;
    if (named.length === 0) return;
    throw badFile(
      this.manifest,
      `it has no column "label", but columns that are called like labels: ${nameSome(named, 5)}. Write the labels of each image into one column "label", with | between several.`,
    );
  }

  private readLabels(row: number, label: unknown): readonly number[] {
    const text = typeof label === "string" ? label : JSON.stringify(label);
    const known = this.sets.get(text);
    if (known) return known;
    const whole = typeof label === "string" ? label.trim() : "";
    const written = whole !== "" && this.resolveLabel(whole) ? [whole] : splitLabels(label);
    if (!written) {
      throw badRow(
        this.manifest,
        row,
        `${quoted(text)} is no label, nor a list of labels. Nothing was imported.`,
      );
    }
    const indices = new Set<number>();
    for (const name of written) {
      if (!this.meanings.has(name)) this.meanings.set(name, this.resolveLabel(name));
      const meaning = this.meanings.get(name);
      if (meaning) indices.add(meaning.label);
      else if (!this.unknown.has(name)) this.unknown.set(name, row);
    }
    const labels = [...indices];
    this.sets.set(text, labels);
    return labels;
  }

  private add(row: number, key: string, labels: readonly number[]): void {
    const before = this.images.get(key);
    if (!before) {
      this.images.set(key, { row, labels, isRowPerLabel: labels.length === 1 });
      return;
    }
    const isRowPerLabel = before.isRowPerLabel && labels.length === 1;
    if (isSameSet(before.labels, labels) || (isRowPerLabel && before.labels.includes(labels[0]!))) {
      this.repeated++;
    } else if (isRowPerLabel) {
      before.labels = [...before.labels, labels[0]!];
      this.joined++;
    } else {
      throw badRow(
        this.manifest,
        row,
        `${quoted(key)} is in row ${before.row} too, with other labels. Write all labels of an image in one row, with | between them, or each in a row of its own. Nothing was imported.`,
      );
    }
  }

  private hasUnknownLabels(): Failure {
    const named = [...this.unknown].map(([label, row]) => `${label} (row ${row})`);
    const [labels, match] = named.length === 1 ? ["label", "matches"] : ["labels", "match"];
    return new Failure(
      "unknown-label",
      `${named.length} ${labels} of ${this.manifest} ${match} no label of the project: ${nameSome(named)}.${explainNames([...this.unknown.keys()], this.resolveLabel)}${this.countsFromOne() ? " If the labels count from 1, write each one less." : ""} Write a ` +
        "label's key, index or name, and | between several. Nothing was imported.",
      { labels: [...this.unknown.keys()] },
    );
  }

  /** Whether the only unknown label is the number after the last index. */
  private countsFromOne(): boolean {
    const [only, ...others] = this.unknown.keys();
    if (only === undefined || others.length > 0 || !/^[1-9]\d*$/.test(only)) return false;
    return this.resolveLabel(String(Number(only) - 1))?.rule === "index";
  }

  /** How the manifest was read, in sentences. */
  describe(): string[] {
    const { images, reading, joined, repeated } = this;
    const labelled = [...images.values()].filter(({ labels }) => labels.length > 0).length;
    const several = [...images.values()].filter(({ labels }) => labels.length > 1).length;
    const notes = [
      `Read as ${describeContent({ ...reading, unused: [] })}; ${images.size} ${images.size === 1 ? "image" : "images"}, ${labelled} with an original label${several > 0 ? `, ${several} of them with several` : ""}.`,
    ];
    if (joined > 0) {
      const rows = joined === 1 ? "1 row names" : `${joined} rows name`;
      notes.push(`${rows} an image of a row above with another label: the labels are joined.`);
    }
    if (repeated > 0)
      notes.push(repeated === 1 ? "1 row repeats a row above." : `${repeated} rows repeat rows above.`);
    return notes;
  }
}
