import { globSync, readFileSync } from "node:fs";
import ts from "typescript";

/**
 * Looks at every node of the program's sources, and ends with 1 where some are not as they should be, naming the line of
 * each.
 *
 * @param allowed files, or parts of the path of such, that may hold them, and why
 * @param isWrong whether a node is one
 * @param advice what to do instead
 * @param places where to look
 */
export function findInSources(
  allowed: readonly [path: string, why: string][],
  isWrong: (node: ts.Node) => boolean,
  advice: string,
  places: string | string[] = "src/**/*.{ts,tsx}",
): void {
  const found: string[] = [];
  for (const name of globSync(places).toSorted()) {
    const file = name.replaceAll("\\", "/");
    if (allowed.some(([path]) => file.includes(path))) continue;
    const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
    const look = (node: ts.Node): void => {
      if (isWrong(node)) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart());
        found.push(`${file}:${line + 1}  ${node.getText().split("\n")[0]}`);
      }
      ts.forEachChild(node, look);
    };
    look(source);
  }
  if (found.length > 0) {
    console.log(`${found.join("\n")}\n${advice}`);
    process.exit(1);
  }
}
