export interface ProtocolRow {
  path: string;
  name: string;
  value: string;
}

/** A protocol as rows to read: `{ settings: { topK: 20 } }` is "Settings: top K", "20". */
export function protocolRows(protocol: Record<string, unknown>): ProtocolRow[] {
  return Object.entries(protocol).flatMap(([key, value]) => rowsOf([key], value));
}

function rowsOf(path: string[], value: unknown): ProtocolRow[] {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return Object.entries(value).flatMap(([key, part]) => rowsOf([...path, key], part));
  const [first = "", ...rest] = path.map(inWords);
  return [
    { path: path.join("."), name: capitalized([first, ...rest].join(": ")), value: valueInWords(value) },
  ];
}

function valueInWords(value: unknown): string {
  if (value === null || value === undefined || value === "") return "none";
  if (value === true) return "yes";
  if (value === false) return "no";
  if (Array.isArray(value))
    return value.length === 0 ? "none" : value.map(valueInWords).join(separatorOf(value));
  if (typeof value === "object")
    return Object.entries(value)
      .map(([key, part]) => `${inWords(key)} ${valueInWords(part)}`)
      .join(", ");
  return String(value);
}

const separatorOf = (list: unknown[]) => (list.some((item) => typeof item === "object") ? "; " : ", ");

/** "agreementRule" is "agreement rule". */
const inWords = (key: string) =>
  key.replaceAll(/([a-z\d])([A-Z])/g, (_, end, start) => `${end} ${start.toLowerCase()}`);

const capitalized = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** The rows of two protocols that differ; what one of them does not say is empty there. */
export function diffProtocols(
  a: Record<string, unknown>,
  b: Record<string, unknown>,
): { path: string; name: string; a: string; b: string }[] {
  const [one, other] = [protocolRows(a), protocolRows(b)];
  const valueIn = (rows: ProtocolRow[]) => new Map(rows.map(({ path, value }) => [path, value]));
  const [inA, inB] = [valueIn(one), valueIn(other)];
  return [...one, ...other.filter(({ path }) => !inA.has(path))]
    .map(({ path, name }) => ({ path, name, a: inA.get(path) ?? "", b: inB.get(path) ?? "" }))
    .filter((row) => row.a !== row.b);
}
