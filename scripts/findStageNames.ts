// Lists where the program compares with a stage by its name, instead of asking the stage (core/stages) for what it needs
// to know. Ends with 1 if there are any.
import ts from "typescript";
import { stages } from "../src/core/tasks/stage.ts";
import { findInSources } from "./findInSources.ts";

/** Files, or parts of the path of such, that may name a stage, and why. */
const allowed: [path: string, why: string][] = [
  ["src/core/stages/", "where the stages are described"],
  ["src/core/tasks/stage.ts", "where their names are listed"],
  ["src/db/sql/migrations/", "written for the tables of a day, and never changed"],
  ["src/web/routes/workRoutes.tsx", "addresses hold the names"],
  ["src/core/project/settings.ts", "“refine” is what becomes of an image with one annotation, too"],
  ["src/core/outcome/findAgreement.ts", "the same setting"],
  ["src/contract/project/settings.ts", "the same setting"],
  ["src/inference/", "a model classifies, too"],
  ["src/actions/models/classifyImages.ts", "the same"],
  ["src/cli/commands/contains/classify.ts", "a command is called so, too"],
  ["src/cli/commands/project/projectAddStage.ts", "the same"],
  ["src/cli/commands/votes", "a vote is an answer, too"],
  ["src/web/words/annotation/vote.ts", "the same"],
  ["src/web/words/languages/", "areas of words are called so, too"],
  ["src/cli/output/formatAgreement.ts", "the same"],
  ["src/files/labels/labelTable.ts", "a column of files"],
  ["src/files/votes/voteColumns.ts", "the same"],
  [".test.", "tests say what they look for"],
  ["src/web/annotate/testing.ts", "an image for tests"],
];

const names: readonly string[] = stages;
const quoted = new RegExp(`'(?:${names.join("|")})'`);
const named = new RegExp(`^(?:${names.join("|")})\\.name$`);

/** The fixed texts of a node: SQL holds a name in quotes, other texts are one or end with one. */
function textsOf(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (!ts.isTemplateExpression(node)) return [];
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
}

const isNamed = (node: ts.Node) => named.test(node.getText());

/** What is kept for a stage stands under its name, which is quoted where it has a hyphen. */
const isKey = (node: ts.Node): boolean => {
  // The source itself has no parent.
  const parent: ts.Node | undefined = node.parent;
  return parent !== undefined && ts.isPropertyAssignment(parent) && parent.name === node;
};

function namesStage(node: ts.Node): boolean {
  if (isKey(node)) return false;
  if (textsOf(node).some((text) => names.includes(text.trim()) || quoted.test(text))) return true;
  if (ts.isCaseClause(node)) return isNamed(node.expression);
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  const compares =
    kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsEqualsToken;
  return compares && (isNamed(node.left) || isNamed(node.right));
}

findInSources(
  allowed,
  namesStage,
  "Ask the stage (rulesOf, stagesWith, workOf) for what differs, or add it to StageRules.",
);
