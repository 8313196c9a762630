import { showControls } from "../../core/showControls.ts";
import { shareInterval } from "../../stats/intervals/shares/shareInterval.ts";

const numbers = new Intl.NumberFormat("en");
const percents = new Intl.NumberFormat("en", {
  style: "percent",
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

export const formatNumber = (value: number) => numbers.format(value);

/** "1 image", "2 images", "1,200 images". */
export const formatCount = (count: number, noun: string, plural = `${noun}s`) =>
  `${formatNumber(count)} ${count === 1 ? noun : plural}`;

/** "0.4 MB", "12 MB", "1.5 GB". */
export const formatSize = (bytes: number) =>
  bytes < 1e9
    ? `${bytes < 1e7 ? (bytes / 1e6).toFixed(1) : Math.round(bytes / 1e6)} MB`
    : `${(bytes / 1e9).toFixed(1)} GB`;

/** A share in per cent; a dash where there is nothing to be a share of. */
export const formatShare = (count: number, total: number) =>
  total === 0 ? "–" : percents.format(count / total);

/** The 95 % interval of that share, in percent: "47.3 to 50.8". */
export function formatShareInterval(count: number, total: number): string {
  const interval = shareInterval(count, total);
  return interval === null ? "–" : interval.map((bound) => (bound * 100).toFixed(1)).join(" to ");
}

/** A share in per cent with two digits; a dash where there is none. */
export const percent = (share: number | null | undefined) =>
  share == null ? "–" : `${(share * 100).toFixed(2)}%`;

/** An interval of shares likewise: "47.31 to 50.82". */
export const range = (interval: readonly [number, number] | null) =>
  interval ? interval.map((bound) => (bound * 100).toFixed(2)).join(" to ") : "–";

// What is written may come from a file or from a page: nothing in it may act on the terminal.

/** The one thing that `--json` prints on stdout. */
export function printJson(value: unknown): void {
  process.stdout.write(`${showControls(JSON.stringify(value))}\n`);
}

let quiet = false;

/** From now on only results and errors are printed. */
export function silenceNotes(): void {
  quiet = true;
}

/** Whether only results and errors are printed. */
export const isQuiet = (): boolean => quiet;

/** What goes beside a result, on stderr. */
export function note(text: string): void {
  if (!quiet) process.stderr.write(`${showControls(text)}\n`);
}

/** A result for people, on stdout. */
export function print(text = ""): void {
  process.stdout.write(`${showControls(text)}\n`);
}

/** Rows as aligned columns; numbers stand at the right. */
export function formatTable(rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === "number" ? formatNumber(cell) : cell)));
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  const isRight = Array.from({ length: columns }, (_, column) =>
    rows.some((row) => typeof row[column] === "number" || /^[\d.,]+ %$|^[\d.,]+%$/.test(String(row[column]))),
  );
  const align = (cell: string, column: number) =>
    isRight[column] ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!);
  return cells.map((row) => `  ${row.map(align).join("  ").trimEnd()}`).join("\n");
}

const maxRefusals = 20;

/** What was refused and why: the first ones, and how many more. */
export function formatRefusals(refused: readonly { file: string; reason: string }[]): string {
  const lines = refused.slice(0, maxRefusals).map(({ file, reason }) => `  ${file}: ${reason}`);
  const more = refused.length - lines.length;
  if (more > 0) lines.push(`  and ${formatNumber(more)} more: --json names them all`);
  return lines.join("\n");
}
