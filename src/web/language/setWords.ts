type Texts = { [key: string]: unknown };

const isObject = (value: unknown): value is Texts => typeof value === "object" && value !== null;

/**
 * Replaces texts in place and in depth: code that holds a part of them (`const texts = words.annotate`) sees the new
 * ones. What is not given stays.
 */
export function setWords(target: object, source: object): void {
  for (const [key, value] of Object.entries(source)) {
    const held = (target as Texts)[key];
    if (isObject(held) && isObject(value)) setWords(held, value);
    else (target as Texts)[key] = value;
  }
}

/** A copy of the texts as they are now, for when others have replaced them. */
export const copyWords = (texts: object): object =>
  Array.isArray(texts)
    ? texts.slice()
    : Object.fromEntries(
        Object.entries(texts).map(([key, value]) => [key, isObject(value) ? copyWords(value) : value]),
      );
