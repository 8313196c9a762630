/**
 * An object of a command's JSON with `reasons`: why each of its values is null, or holds null, by the value's name.
 *
 * @param why the reason of a value that may be null, by name
 */
export function withReasons<Values extends object>(
  values: Values,
  why: Partial<Record<keyof Values, string | undefined>>,
): Values & { reasons: Record<string, string> } {
  const reasons: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    const isMissing = value === null || (Array.isArray(value) && value.includes(null));
    if (isMissing) reasons[name] = why[name as keyof Values] ?? "it is not defined for these data";
  }
  return { ...values, reasons };
}
