// Every document has its place in the side bar of the site, and the side bar names no other.
import { execFileSync } from "node:child_process";
import { pages, withoutPage } from "../site/pages.ts";

const documents = execFileSync("git", ["ls-files", "*.md"], { encoding: "utf8" }).trim().split("\n");
const listed = [...pages.flatMap((group) => group.documents), ...withoutPage];

const faults = [
  ...documents
    .filter((document) => !listed.includes(document))
    .map((document) => `${document} is not listed.`),
  ...listed.filter((document) => !documents.includes(document)).map((document) => `There is no ${document}.`),
  ...listed
    .filter((document, at) => listed.indexOf(document) !== at)
    .map((document) => `${document} is there twice.`),
];
if (faults.length > 0) {
  console.log(`${faults.join("\n")}\nsite/pages.ts lists the documents of the site.`);
  process.exit(1);
}
