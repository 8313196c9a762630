import { Failure } from "../contract/failure.ts";

const maxNamed = 20;

export interface BadRow {
  row: number;
  reason: string;
}

/** @throws Failure `bad-file` naming the first rows that cannot be used, where there are any */
export function refuseRows(file: string, problems: readonly BadRow[]): void {
  if (problems.length === 0) return;
  const listed = problems.slice(0, maxNamed).map(({ row, reason }) => `\n  row ${row}: ${reason}`);
  const more = problems.length > maxNamed ? `\n  and ${problems.length - maxNamed} more` : "";
  throw new Failure(
    "bad-file",
    `${file}: not all of it can be used. Nothing was changed.${listed.join("")}${more}`,
    { problems: problems.length },
  );
}
