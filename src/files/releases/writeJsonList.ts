/** A JSON list, one item per line. @returns the text, piece by piece, without a final line break */
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
