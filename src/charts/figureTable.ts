import { type CsvCell, type CsvOptions, csvText } from "../contract/csvText.ts";

/** What a cell holds: how pages write it. CSV has the number itself, with all its digits. */
type CellKind = "text" | "count" | "share" | "gap" | "points" | "number";

export interface FigureColumn {
  /** The column's name in CSV. */
  key: string;
  /** Its heading on a page. */
  head: string;
  kind: CellKind;
}

/** The numbers behind a figure, as plain data: for those who do not see it, and for those who compute on. */
export interface FigureTable {
  columns: readonly FigureColumn[];
  /** One cell per column; null where undefined. */
  rows: readonly (readonly CsvCell[])[];
}

/** A figure with its numbers, the name of its files, and what to see in it. */
export interface Figure {
  name: string;
  title: string;
  caption: string;
  svg: SVGSVGElement;
  table: FigureTable;
  /** What is drawn of each row of the table: for pages on which a reader points at it. */
  parts?: readonly (readonly SVGElement[])[];
}

export const text = (key: string, head: string): FigureColumn => ({ key, head, kind: "text" });
export const count = (key: string, head: string): FigureColumn => ({ key, head, kind: "count" });
/** Between 0 and 1, written in percent. */
export const share = (key: string, head: string): FigureColumn => ({ key, head, kind: "share" });
/** A difference of shares, between -1 and 1, written in percentage points. */
export const gap = (key: string, head: string): FigureColumn => ({ key, head, kind: "gap" });
/** Percentage points. */
export const points = (key: string, head: string): FigureColumn => ({ key, head, kind: "points" });
export const number = (key: string, head: string): FigureColumn => ({ key, head, kind: "number" });
/** The two columns of a 95 % interval of shares. */
export const interval = (key: string, prefix = ""): FigureColumn[] => [
  share(`${key}_low`, `${prefix}${prefix ? " " : ""}95 % from`),
  share(`${key}_high`, "to"),
];

export const bounds = (range: readonly [number, number] | null | undefined): [CsvCell, CsvCell] =>
  range ? [range[0], range[1]] : [null, null];

const counts = new Intl.NumberFormat("en");

/** A cell as pages write it; a dash where undefined. */
export function formatCell(value: CsvCell, { kind }: Pick<FigureColumn, "kind">): string {
  if (value === null) return "–";
  if (typeof value === "string") return value;
  return formatNumber(value, kind).replace(/^-/, "\u2212");
}

function formatNumber(value: number, kind: CellKind): string {
  if (kind === "share") return `${(value * 100).toFixed(2)}\u00a0%`;
  if (kind === "gap") return (value * 100).toFixed(2);
  if (kind === "points") return value.toFixed(2);
  return kind === "count" ? counts.format(value) : String(Number(value.toPrecision(6)));
}

/** The table as CSV, see `csvText`: undefined cells are empty. */
export const tableToCsv = ({ columns, rows }: FigureTable, options: CsvOptions = {}): string =>
  csvText([columns.map(({ key }) => key), ...rows], options);
