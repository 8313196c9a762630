// Lists the regular expressions of the program that somebody's text can make slow: those whose time grows faster than
// in proportion to the length of the text. Ends with 1 if there are any.
import { globSync, readFileSync } from "node:fs";
import { checkSync } from "recheck";
import ts from "typescript";

// Its other engines are programs that not every machine can run.
process.env.RECHECK_BACKEND = "pure";

/** Expressions whose text is short by its nature, and why. */
const allowed: [expression: string, why: string][] = [];

interface Found {
  file: string;
  line: number;
  expression: ts.RegularExpressionLiteral;
}

function listExpressions(file: string): Found[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const found: Found[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push({ file, line: line + 1, expression: node });
    }
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

const files = globSync("src/**/*.{ts,tsx}").filter((file) => !/\.test\.tsx?$|\/testing\//.test(file));
const known = new Map<string, string>();
let slow = 0;
for (const { file, line, expression } of files.flatMap(listExpressions)) {
  const { text } = expression;
  if (allowed.some(([other]) => other === text)) continue;
  const end = text.lastIndexOf("/");
  const answer = known.get(text) ?? judge(text.slice(1, end), text.slice(end + 1));
  known.set(text, answer);
  if (answer === "linear") continue;
  slow++;
  console.log(`${file}:${line} ${text} takes ${answer} time`);
}
console.log(`${known.size} expressions`);
if (slow > 0) process.exitCode = 1;

function judge(source: string, flags: string): string {
  // Ends what would never end: how busy the machine is just now decides nothing.
  const answer = checkSync(source, flags, { checker: "automaton", timeout: 600_000 });
  if (answer.status === "safe") return "linear";
  return answer.status === "vulnerable" ? answer.complexity.summary : "an unknown";
}
