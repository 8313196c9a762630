import { readList } from "../../../actions/findings/finding.ts";
import { listReleaseDiffImages } from "../../../actions/findings/listFindingImages.ts";
import { compareReleases } from "../../../actions/releases/compareReleases.ts";
import { Failure } from "../../../contract/failure.ts";
import type { ReleaseDiff } from "../../../contract/releases/releaseDiff.ts";
import { listLabels } from "../../../db/labels/labelSpace.ts";
import { listReleasesOf } from "../../../db/releases.ts";
import type { Db } from "../../../db/schema.ts";
import { type ProjectOptions, withProject } from "../../installation.ts";
import {
  formatCount,
  formatNumber,
  formatShare,
  formatShareInterval,
  formatTable,
  print,
  printJson,
} from "../../output/output.ts";

export interface DiffOptions extends ProjectOptions {
  json?: true;
  images?: true;
}

const shownLabels = 20;

/** What changed from release A to release B, by their numbers. */
export async function diffReleases(a: number, b: number, options: DiffOptions): Promise<void> {
  await withProject(options, async ({ db }, project) => {
    const stored = await listReleasesOf(db, project.id);
    const idOf = (number: number) => {
      const release = stored.find((one) => one.number === number);
      if (release) return release.id;
      const known = stored.map((one) => one.number).sort((x, y) => x - y);
      const there =
        known.length === 0
          ? "There is none yet"
          : `There ${known.length === 1 ? "is" : "are"} ${known.join(", ")}`;
      throw new Failure("not-found", `There is no release ${number}. ${there}.`);
    };
    const finding = await compareReleases(db, { base: idOf(a), release: idOf(b) });
    const labels = await listLabels(db, project);
    const nameOf = (label: number) => labels[label]?.name ?? "";
    const images = options.images ? await listChanged(db, finding) : [];
    if (options.json) {
      const { byLabel, ...diff } = finding.report;
      return printJson({
        ...diff,
        byLabel: byLabel.map((row) => ({ ...row, name: nameOf(row.label) })),
        ...(options.images && { images }),
      });
    }
    print(formatDiff(finding.report, (label) => `${label} ${nameOf(label)}`));
    for (const { image, gained, lost } of images) {
      const changes = [
        ...gained.map((label) => `+${label} ${nameOf(label)}`),
        ...lost.map((label) => `-${label} ${nameOf(label)}`),
      ];
      print(`  ${image}: ${changes.join(", ")}`);
    }
  });
}

/** Every image in both that changed, in the order of the keys. */
async function listChanged(db: Db, finding: Awaited<ReturnType<typeof compareReleases>>) {
  const changed: { image: string; gained: number[]; lost: number[] }[] = [];
  const { base, release } = finding.report;
  const { total } = readList(finding, "changed", { limit: 0 });
  while (changed.length < total) {
    const { images } = await listReleaseDiffImages(db, finding, {
      base: base.id,
      release: release.id,
      list: "changed",
      after: changed.at(-1)?.image,
    });
    for (const { key, sets } of images) {
      const [was = [], is = []] = sets.map(({ labels }) => labels);
      changed.push({
        image: key,
        gained: is.filter((label) => !was.includes(label)),
        lost: was.filter((label) => !is.includes(label)),
      });
    }
  }
  return changed;
}

function formatDiff(diff: ReleaseDiff, nameOf: (label: number) => string): string {
  const { base, release, protocol, byLabel } = diff;
  const names = [base, release].map(({ number, name }) => `${number}, “${name}”`);
  const made =
    protocol.length === 0
      ? "Both were made by the same protocol."
      : `How they were made differently\n${formatTable([
          ["", ...names],
          ...protocol.map((row) => [row.name, row.base || "not stated", row.release || "not stated"]),
        ])}`;
  const share = (value: number | null) => (value === null ? "–" : `${(100 * value).toFixed(1)} %`);
  const counts = formatTable([
    ["", ...names],
    ...(["images", "agreed", "refined"] as const).map((row) => [row, base[row], release[row]]),
    ...(base.ruled + release.ruled > 0 ? [["settled by rulings", base.ruled, release.ruled]] : []),
    ["no label", base.none, release.none],
    ["one label", base.one, release.one],
    ["two labels", base.two, release.two],
    ["more", base.more, release.more],
    ["two or more", share(base.multi), share(release.multi)],
    ["labels per image", base.mean?.toFixed(3) ?? "–", release.mean?.toFixed(3) ?? "–"],
    ["only here", diff.onlyInBase, diff.onlyInRelease],
  ]);
  const changed = `Changed: ${formatNumber(diff.changed)} of ${formatCount(diff.inBoth, "image")} in both (${formatShare(diff.changed, diff.inBoth)}, 95 % interval ${formatShareInterval(diff.changed, diff.inBoth)}); labels gained: ${formatNumber(diff.gained)}, lost: ${formatNumber(diff.lost)}`;
  if (byLabel.length === 0) return [made, counts, changed].join("\n\n");
  const rows = byLabel
    .slice(0, shownLabels)
    .map((row) => [nameOf(row.label), row.gained, row.lost, row.inBase, row.inRelease]);
  const more = byLabel.length - shownLabels;
  const rest = more > 0 ? `\n  and ${formatCount(more, "more label")}: --json has them all` : "";
  const table = formatTable([["label", "gained", "lost", "images before", "images after"], ...rows]);
  return [made, counts, changed, `${table}${rest}`].join("\n\n");
}
