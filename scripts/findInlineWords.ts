// Lists the texts that pages hold outside of src/web/words, where all words on screen stand, and those that a module takes
// from there while it loads: they would stay English, because the words of a language come after. Ends with 1 if any do.
import { globSync, readFileSync } from "node:fs";
import ts from "typescript";
import { words } from "../src/web/words/words.ts";

/** Attributes that a person reads or hears. */
const spoken = new Set([
  "label",
  "title",
  "aria-label",
  "aria-description",
  "placeholder",
  "alt",
  "caption",
  "description",
]);

/** Files that may hold texts, or parts of the path of such, and why. */
const allowedFiles: [path: string, why: string][] = [
  ["src/web/words/", "where the words stand"],
  [".test.", "tests say what they look for"],
  ["src/web/theme/mantineTheme.ts", "fonts and colours have no language"],
];

/** Texts that may stand anywhere, and why. */
const allowedTexts: [text: RegExp, why: string][] = [
  [/^Multilabelfy$/, "the name of the program, in every language"],
  [/^(import \w+ FOLDER|users (add EMAIL --role \w+|link …))$/, "a command, to be typed as it is"],
  [/^\((prefers-color-scheme|hover): \w+\)$|^button, a\[href\], |^color-mix\(/, "CSS"],
  [/^… answers together\.$/, "part of a comment that is stored, and known again by its form"],
  [/^noreferrer noopener$/, "what a link tells the browser"],
  [/^this page stands outside of a project$/, "for who writes pages, never shown"],
  [/^The server has another version of the page\.$/, "for the log of a service worker, never shown"],
  [/^nothing is put aside once its person has signed out$/, "caught by whoever puts aside, never shown"],
];

const joining = new Set([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.AmpersandAmpersandToken,
]);

const isWord = (text: string) => /\p{L}{2}/u.test(text);
const isPhrase = (text: string) => /\p{L}{2,}[,;:.]? +[\p{L}(]/u.test(text);

/** Texts that nobody reads: names of modules, types, classes for styles. */
function isUnread(node: ts.Node): boolean {
  const { parent } = node;
  return (
    ts.isImportDeclaration(parent) ||
    ts.isLiteralTypeNode(parent) ||
    (ts.isJsxAttribute(parent) && parent.name.getText() === "className")
  );
}

/** The attribute whose value is the text, be it one of a choice; not where the value is only compared with it. */
function attributeOf(node: ts.Node): string | undefined {
  let { parent } = node;
  while (
    ts.isJsxExpression(parent) ||
    ts.isConditionalExpression(parent) ||
    (ts.isBinaryExpression(parent) && joining.has(parent.operatorToken.kind))
  )
    parent = parent.parent;
  return ts.isJsxAttribute(parent) ? parent.name.getText() : undefined;
}

/** The fixed text of a node, "…" for what is filled in; undefined where it has none. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isJsxText(node)) return isWord(node.text) ? node.text : undefined;
  if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return undefined;
  const text = ts.isTemplateExpression(node)
    ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join("…")
    : node.text;
  const attribute = attributeOf(node);
  const isRead = attribute !== undefined && spoken.has(attribute) ? isWord(text) : isPhrase(text);
  return isRead && !isUnread(node) ? text : undefined;
}

/** Pages of leads, which are in English: what they take early does no harm. */
const inEnglish =
  /^src\/web\/(?:pages\/(?!people\/account|entrance|tasks|guideline)|components\/messages\/JobHint|practice\/QualificationActs)/;

/** What a chain of names leads to, from what is known of its first; undefined where that is not known. */
function leadsTo(node: ts.Node, known: ReadonlyMap<string, unknown>): unknown {
  if (ts.isIdentifier(node)) return known.get(node.text);
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  return (leadsTo(node.expression, known) as Record<string, unknown> | undefined)?.[node.name.text];
}

/** Words that are taken outside of functions; an area of them (`const texts = words.annotate`) follows the language. */
function* takenEarly(source: ts.SourceFile): Generator<ts.Node> {
  const areas = new Map<string, unknown>([["words", words]]);
  const valueIn = (node: ts.Node | undefined) => node && leadsTo(node, areas);
  function* taken(node: ts.Node): Generator<ts.Node> {
    if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return;
    if (!ts.isIdentifier(node) && valueIn(node) !== undefined) yield node;
    else for (const child of node.getChildren()) yield* taken(child);
  }
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) continue;
    if (!ts.isVariableStatement(statement)) {
      yield* taken(statement);
      continue;
    }
    for (const { name, initializer } of statement.declarationList.declarations) {
      const value = valueIn(initializer);
      if (typeof value === "object" && ts.isIdentifier(name)) areas.set(name.text, value);
      else if (value !== undefined) yield name;
      else if (initializer) yield* taken(initializer);
    }
  }
}

const found: string[] = [];
const early: string[] = [];
for (const name of globSync("src/web/**/*.{ts,tsx}").toSorted()) {
  const file = name.replaceAll("\\", "/");
  if (allowedFiles.some(([path]) => file.includes(path))) continue;
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const lineOf = (node: ts.Node) => source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  if (!inEnglish.test(file))
    for (const node of takenEarly(source)) early.push(`${file}:${lineOf(node)}  ${node.getText()}`);
  const visit = (node: ts.Node): void => {
    const text = textOf(node)?.replace(/\s+/g, " ").trim();
    if (text !== undefined && !allowedTexts.some(([allowed]) => allowed.test(text)))
      found.push(`${file}:${lineOf(node)}  ${text}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
}
if (found.length > 0) console.log(`${found.join("\n")}\nMove these texts to src/web/words.`);
if (early.length > 0)
  console.log(`${early.join("\n")}\nTake these words inside of a function: they follow the language.`);
if (found.length + early.length > 0) process.exit(1);
