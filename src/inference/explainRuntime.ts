const again = "Export the model again, and check the file with onnx.checker";

const meanings: [RegExp, (...found: string[]) => string][] = [
  [
    /No Op registered for (\w{1,99})\(?[\w-]{0,9}\)? with domain_version of (\d{1,9})/,
    (operator, version) =>
      `it uses the operator ${operator}, which operator set ${version} does not have. ${again}`,
  ],
  [
    /Could not find an implementation for ([\w.]+)/,
    (operator) =>
      `the runtime has no implementation of its operator ${operator} for these types. ` +
      "Export it with float32 numbers, or in another operator set",
  ],
  [
    /Fatal error: ([\w.:]+)\(/,
    (operator) => `it uses the operator ${operator}, which the runtime does not have. ${again}`,
  ],
  [
    /Unsupported model IR version: (\d{1,9}), max supported IR version: (\d{1,9})/,
    (is, max) => `its IR version is ${is}, and the runtime reads up to ${max}. Export it with an older one`,
  ],
  [
    /Opset (\d+) is under development/,
    (version) =>
      `its operator set ${version} is newer than the runtime knows. Export it with an older one, such as 17`,
  ],
  [
    /bad allocation|bad_alloc|Failed to allocate|out of memory/i,
    () => "there is not enough memory for it. Take fewer workers, or a smaller model",
  ],
  [
    /Protobuf parsing failed|ModelProto does not have a graph/i,
    () => "the file is damaged. Get it again from its source",
  ],
];

function nodeOf(text: string): string {
  const [, name] = /(?:Name:|[Nn]ode:|[Nn]ode \()['"]?([\w./:-]+)/.exec(text) ?? [];
  return name === undefined ? "" : ` at the node “${name}”`;
}

/** What the runtime's own words mean, for people: why a model is not loaded, or not run on an image. */
export function explainRuntime(text: string, otherwise: string): string {
  for (const [pattern, explain] of meanings) {
    const found = pattern.exec(text);
    if (found) return explain(...found.slice(1).map((part) => part ?? ""));
  }
  return `${otherwise}${nodeOf(text)}. ${again}`;
}
