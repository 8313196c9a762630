/** JSON lines: one object per line. @returns the file's text, piece by piece */
export async function* writeJsonLines(
  objects: Iterable<unknown> | AsyncIterable<unknown>,
): AsyncGenerator<string> {
  for await (const object of objects) yield `${JSON.stringify(object)}\n`;
}
