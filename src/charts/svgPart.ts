/** An SVG element with attributes and, where given, text or parts. */
export function svgPart<Name extends keyof SVGElementTagNameMap>(
  document: Document,
  name: Name,
  attributes: Record<string, string | number>,
  ...content: (Node | string)[]
): SVGElementTagNameMap[Name] {
  const part = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) {
    part.setAttribute(key, typeof value === "number" ? String(Math.round(value * 100) / 100) : value);
  }
  part.append(...content);
  return part;
}
