// Lists where the program makes a path in the data folder, or opens a folder as a storage, though the bytes of projects are
// reached by key (src/storage). Ends with 1 if there are any.
import ts from "typescript";
import { findInSources } from "./findInSources.ts";

/** Files, or parts of the path of such, that may make such paths, and why. */
const allowed: [path: string, why: string][] = [
  ["src/storage/", "the storage itself"],
  ["src/cli/installation.ts", "where the context is made: the database, and the storage"],
  ["src/cli/demo/demoPeople.ts", "the sample logins are a file for people"],
  ["src/actions/backup/", "a backup's own files, its lock, and a folder that is restored whole"],
  ["src/actions/doctor/examine.ts", "room, rights, locks and the database's file"],
  ["src/jobs/", "the lock of a job"],
  ["src/server/secret.ts", "the secret"],
  ["src/server/accounts/endedSessions.ts", "what a database that cannot be written does not hold"],
  ["src/server/requests/errorResponse.ts", "takes the folder's path out of what strangers are told"],
  ["src/server/testServer.ts", "a server for tests"],
  ["/testing/", "parts of tests"],
  [".test.", "tests look at the disk"],
];

const openers = ["folderStorage", "readOnlyFolder"];
const joiners = ["join", "resolve", "concat", "normalize"];

const isFolder = (node: ts.Node): boolean =>
  (ts.isIdentifier(node) && node.text === "dataFolder") ||
  (ts.isPropertyAccessExpression(node) && node.name.text === "dataFolder");

const nameOf = (called: ts.Expression): string =>
  ts.isPropertyAccessExpression(called) ? called.name.text : called.getText();

function makesPath(node: ts.Node): boolean {
  if (ts.isCallExpression(node)) {
    const name = nameOf(node.expression);
    return openers.includes(name) || (joiners.includes(name) && node.arguments.some(isFolder));
  }
  if (ts.isBinaryExpression(node))
    return node.operatorToken.kind === ts.SyntaxKind.PlusToken && isFolder(node.left);
  if (!ts.isTemplateExpression(node)) return false;
  const [after] = node.templateSpans.filter(({ expression }) => isFolder(expression));
  // A sentence has a space or a full stop there.
  return after !== undefined && (/^[\\/]/.test(after.literal.text) || after.literal.text === "");
}

findInSources(
  allowed,
  makesPath,
  "Reach bytes by key through the context's storage, or openRoot for the files of an import root.",
);
