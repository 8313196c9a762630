/** What only a program says; and what would act on a terminal. */
const foreign = [
  /\bundefined\b|\bNaN\b is not|is not a function|is not iterable|cannot read propert|is not a constructor/i,
  /\b(Range|Type|Syntax|Reference)Error\b|out of bounds|ERR_[A-Z_]+|E[A-Z]{4,}:|Invalid (typed )?array|allocation failed/,
  /\bexpected (string|number|array|object|record)\b|Unexpected (token|end)|JSON at position|SQLITE_|violates|syntax for type/i,
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u,
];

/** What in a message no person should meet; undefined where there is nothing. */
export function findForeignWords(message: string): string | undefined {
  if (message.length > 1000) return `${message.length} characters: ${message.slice(0, 300)}`;
  const strange = foreign.find((pattern) => pattern.test(message));
  return strange && `${JSON.stringify(message)} (${strange})`;
}
