import { LineCounter, parseDocument } from "yaml";
import { badFile, badRow } from "../fileFailure.ts";
import { readTextFile } from "./readTextFile.ts";

/** Aliases may be reused within a file; nested many times over, they would fill the memory. */
const maxAliases = 100;

/**
 * The content of a YAML file, or of the part between two lines `---` at the head of a Markdown file. Every value is
 * text: `no`, `null` and `007` are read as they are written.
 *
 * @throws Failure those of `readTextFile`; `bad-file` with the row that cannot be read
 */
export async function readYamlFile(file: string): Promise<unknown> {
  const text = await readTextFile(file);
  return parse(/\.md$/i.test(file) ? frontMatter(text, file) : text, file);
}

function frontMatter(text: string, file: string): string {
  const head = /^---[ \t]*\r?\n([\s\S]*?)^---[ \t]*\r?$/m.exec(text);
  if (head?.index !== 0) {
    throw badFile(file, "it does not begin with a description in YAML between two lines of three dashes.");
  }
  // The line above is counted, so that row numbers are those of the file.
  return `\n${head[1]!}`;
}

function parse(text: string, file: string): unknown {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { schema: "failsafe", lineCounter, prettyErrors: false });
  const [error] = document.errors;
  if (error) throw badRow(file, lineCounter.linePos(error.pos[0]).line, explain(error.code));
  try {
    return document.toJS({ maxAliasCount: maxAliases }) as unknown;
  } catch {
    throw badFile(file, `it refers to parts of itself that are missing, or more than ${maxAliases} times.`);
  }
}

function explain(code: string): string {
  if (code === "DUPLICATE_KEY") return "a key is there twice. Keep one.";
  if (code === "TAB_AS_INDENT") return "a tab indents the line. YAML is indented by spaces.";
  if (code === "MULTIPLE_DOCS") return "a second document begins. Keep one in a file.";
  if (code === "BAD_INDENT") return "the line is not indented as those around it.";
  return "the line is not readable as YAML. Is a quote or a colon missing?";
}
