/** Something that happened in a project. */
export interface EventLine {
  id: string;
  /** UTC, ISO 8601. */
  time: string;
  /** null: the program itself, or somebody on the command line. */
  person: EventPerson | null;
  /** The person whose roles or access changed. */
  about: EventPerson | null;
  kind: string;
  /** The image's key. */
  image: string | null;
  assignment: string | null;
  before: unknown;
  after: unknown;
}

export interface EventPerson {
  id: string;
  name: string;
  email: string;
}

/**
 * JSON lines: one event per line.
 *
 * @returns the file's text, a piece for each page of events
 */
export async function* writeEventLines(pages: AsyncIterable<readonly EventLine[]>): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((event) => `${JSON.stringify(event)}\n`).join("");
}
