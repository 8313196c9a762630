/** A JSON list with an item a line. @returns the text, piece by piece, without an end of line */
export async function* writeJsonList(
  items: Iterable<unknown> | AsyncIterable<unknown>,
): AsyncGenerator<string> {
  let separator = "[\n";
  for await (const item of items) {
    yield `${separator}${JSON.stringify(item)}`;
    separator = ",\n";
  }
  yield separator === ",\n" ? "\n]" : "[]";
}
