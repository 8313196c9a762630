// Lists the texts that pages hold outside of src/web/words, where all words on screen stand. Ends with 1 if any do.
import { globSync, readFileSync } from "node:fs";
import ts from "typescript";

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
  ["src/web/mantineTheme.ts", "fonts and colours have no language"],
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

const found: string[] = [];
for (const name of globSync("src/web/**/*.{ts,tsx}").toSorted()) {
  const file = name.replaceAll("\\", "/");
  if (allowedFiles.some(([path]) => file.includes(path))) continue;
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    const text = textOf(node)?.replace(/\s+/g, " ").trim();
    if (text !== undefined && !allowedTexts.some(([allowed]) => allowed.test(text)))
      found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}  ${text}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
}
if (found.length > 0) {
  console.log(`${found.join("\n")}\nMove these texts to src/web/words.`);
  process.exit(1);
}
