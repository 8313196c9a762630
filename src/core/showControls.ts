/**
 * What acts instead of being seen: control characters but for line breaks and tabs, marks that turn the direction of
 * reading, halves of characters.
 */
const acting =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu;

/**
 * A text with everything in it to be seen: what would act on a terminal, or turn the text around, stands as JSON writes
 * it (`\u001b`).
 */
export const showControls = (text: string): string =>
  text.replace(acting, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
