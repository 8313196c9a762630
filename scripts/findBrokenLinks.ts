// Links of the documents lead to files and headings that are there.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

const documents = execFileSync("git", ["ls-files", "*.md"], { encoding: "utf8" }).trim().split("\n");

/** A heading's address, as GitHub makes it. */
const addressOf = (heading: string) =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\-_ ]/gu, "")
    .replaceAll(" ", "-");

const addresses = new Map<string, Set<string>>();
function addressesIn(document: string): Set<string> {
  const known = addresses.get(document);
  if (known) return known;
  const headings = readFileSync(document, "utf8").matchAll(/^#+ (.*)$/gm);
  const found = new Set([...headings].map(([, heading = ""]) => addressOf(heading.trim())));
  addresses.set(document, found);
  return found;
}

const faults: string[] = [];
let links = 0;
for (const document of documents) {
  for (const [, link = ""] of readFileSync(document, "utf8").matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(link)) continue;
    links++;
    const [path = "", heading] = link.split("#");
    const target = path === "" ? document : normalize(join(dirname(document), path));
    if (!existsSync(target)) faults.push(`${document}: ${link}: there is no ${target}`);
    else if (heading !== undefined && target.endsWith(".md") && !addressesIn(target).has(heading))
      faults.push(`${document}: ${link}: ${target} has no such heading`);
  }
}
if (links === 0) faults.push("No document has a link: this looks in the wrong place.");
if (faults.length > 0) {
  console.log(faults.join("\n"));
  process.exit(1);
}
