// Lists where a reader of files trims text without bringing it to the one form in which names are compared (plainText): a
// label written in another form of Unicode would silently be another label. Ends with 1 if there are any.
import ts from "typescript";
import { findInSources } from "./findInSources.ts";

/** Files, or parts of the path of such, that may trim text, and why. */
const allowed: [path: string, why: string][] = [
  ["src/files/text/plainText.ts", "the form itself"],
  ["src/files/images/manifestPath.ts", "a file's bytes name it"],
  ["src/files/images/nameOfAddress.ts", "an address is taken as it is written"],
  [".test.", "tests trim output"],
];

const isEmpty = (node: ts.Node): boolean => ts.isStringLiteral(node) && node.text === "";

function trimsName(node: ts.Node): boolean {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  if (node.expression.name.text !== "trim") return false;
  const { parent } = node;
  return !(ts.isBinaryExpression(parent) && isEmpty(parent.left === node ? parent.right : parent.left));
}

findInSources(allowed, trimsName, "Use plainText (src/files/text), or compare with “”.", "src/files/**/*.ts");
