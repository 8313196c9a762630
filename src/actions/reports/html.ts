import { type FigureTable, formatCell } from "../../charts/figureTable.ts";

/** Turns text into markup that is safe in a page. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

/**
 * A complete HTML page without scripts that loads nothing.
 *
 * @param body markup
 */
export const htmlPage = ({ title, style, body }: { title: string; style: string; body: string }): string =>
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`;

/**
 * A table that scrolls by itself where the window is narrow.
 *
 * @param caption what it shows, for readers who do not see the heading above it
 * @param max rows that are written; the others are left out
 * @param wide text in cells may wrap
 * @param stacks on a phone a row's cells are stacked, each after its column's name
 */
export function htmlTable(
  { columns, rows }: FigureTable,
  {
    caption,
    max = Number.POSITIVE_INFINITY,
    wide = false,
    stacks = false,
  }: { caption: string; max?: number; wide?: boolean; stacks?: boolean },
): string {
  const firstText = columns.findIndex(({ kind }) => kind === "text");
  const kindOf = (column: number) => (columns[column]!.kind === "text" ? ' class="text"' : "");
  const head = columns.map(({ head: words }, at) => `<th scope="col"${kindOf(at)}>${escapeHtml(words)}</th>`);
  const lines = rows.slice(0, max).map((row) => {
    const cells = row.map((value, at) => {
      const words = escapeHtml(formatCell(value, columns[at]!));
      return at === firstText
        ? `<th scope="row"${kindOf(at)}>${words}</th>`
        : `<td${kindOf(at)}${stacks ? ` data-head="${escapeHtml(columns[at]!.head)}"` : ""}>${words}</td>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  return `<div class="scroll${wide ? " wide" : ""}${stacks ? " stacks" : ""}" role="region" aria-label="${escapeHtml(caption)}" tabindex="0"><table>
<thead><tr>${head.join("")}</tr></thead>
<tbody>
${lines.join("\n")}
</tbody>
</table></div>`;
}
