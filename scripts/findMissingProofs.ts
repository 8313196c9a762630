// Every promise in docs/guarantees.md names what proves it: a test by file and name, or a benchmark. Finds promises
// without a proof, and proofs that are not there.
import { existsSync, readFileSync } from "node:fs";

const document = "docs/guarantees.md";
const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
/** `src/x.test.ts` “what it says”, or `npm run bench:x`. */
const proof = /`([^`]+)`(?: “([^”]+)”)?/g;

/** @returns what is wrong with a proof; undefined where nothing is */
function findFault(what: string, name: string | undefined): string | undefined {
  const command = /^npm run (\S+?)(?: -- (\w+))?$/.exec(what);
  if (command) {
    const [, script = "", bench] = command;
    if (!(script in scripts)) return `package.json has no script "${script}"`;
    return bench && !existsSync(`test/bench/${bench}.ts`) ? `there is no benchmark "${bench}"` : undefined;
  }
  if (!/\.test\.tsx?$/.test(what)) return `${what} is neither a test nor a benchmark`;
  if (!existsSync(what)) return `there is no file ${what}`;
  if (name === undefined) return `${what}: which of its tests?`;
  const text = readFileSync(what, "utf8");
  const at = ['"', "'", "`"]
    .map((quote) => text.indexOf(`${quote}${name}${quote}`))
    .find((found) => found >= 0);
  if (at === undefined) return `${what} has no test “${name}”`;
  return /\.(skip|todo)\(\s*$/.test(text.slice(0, at)) ? `${what} leaves out “${name}”` : undefined;
}

let promises = 0;
const faults: string[] = [];
for (const [index, line] of readFileSync(document, "utf8").split("\n").entries()) {
  const cells = line.split("|").slice(1, -1);
  const isRow = cells.length >= 2 && !/^[\s-:]*$/.test(cells[0]!) && !/^ proof $/.test(cells.at(-1)!);
  if (!isRow) continue;
  promises++;
  const proofs = [...cells.at(-1)!.matchAll(proof)];
  if (proofs.length === 0) faults.push(`${document}:${index + 1}: nothing proves “${cells[0]!.trim()}”`);
  for (const [, what = "", name] of proofs) {
    const fault = findFault(what, name);
    if (fault) faults.push(`${document}:${index + 1}: ${fault}`);
  }
}
if (promises === 0) faults.push(`${document} promises nothing`);
console.log(faults.join("\n"));
if (faults.length > 0) process.exit(1);
