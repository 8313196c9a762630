import type { Bounded, CertifiedErrors, ErrorBounds } from "../../core/auditSample/boundErrors.ts";
import { formatNumber, formatTable, percent, range } from "./output.ts";

const quantities = [
  ["images that lack a label", "imagesMissing", true],
  ["images with a wrong label", "imagesWrong", true],
  ["labels missing", "labelsMissing", false],
  ["labels wrong", "labelsWrong", false],
] as const;

/** What an audit sample says of a release, for people: the whole, then stratum by stratum. */
export function formatErrorBounds({
  whole,
  strata,
  maxPerImage,
  look,
  looks,
  cut,
}: Omit<CertifiedErrors, "alpha">): string {
  const parts = [formatPart("all images", whole)];
  if (strata.length > 1) for (const part of strata) parts.push(formatPart(part.stratum, part));
  const notes = [
    "Bounds hold for these images with 95 % confidence, each by itself" +
      (looks > 1 ? `, at look ${look} of ${looks} and at all of them.` : "."),
    `Of an image at most ${maxPerImage} missing and ${maxPerImage} wrong labels are counted${cut === 0 ? "" : `; ${formatNumber(cut)} audited images have more`}.`,
  ];
  return `${parts.join("\n\n")}\n\n${notes.map((text) => `  ${text}`).join("\n")}`;
}

function formatPart(name: string, bounds: ErrorBounds): string {
  const rows = quantities.map(([words, quantity, isShare]) => [
    words,
    ...formatBounded(bounds[quantity], isShare),
  ]);
  const header = ["", "found", "estimate", "95 %", "per image", "95 %"];
  return `${name}: ${formatNumber(bounds.audited)} of ${formatNumber(bounds.images)} audited\n${formatTable([header, ...rows])}`;
}

function formatBounded(value: Bounded, isShare: boolean): (string | number)[] {
  const { found, estimate, interval, perImage, perImageInterval, reason } = value;
  if (estimate === null || interval === null) return [found, "–", "–", "–", reason ?? "–"];
  const inPercent = isShare && perImageInterval !== null;
  return [
    found,
    Math.round(estimate),
    `${formatNumber(Math.floor(interval[0]))} to ${formatNumber(Math.ceil(interval[1]))}`,
    inPercent ? percent(perImage) : perImage!.toFixed(3),
    inPercent ? range(perImageInterval) : perImageInterval!.map((bound) => bound.toFixed(3)).join(" to "),
  ];
}
