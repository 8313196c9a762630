/**
 * Makes one of Plot's figures usable everywhere: without the style element that Plot puts in (a strict content policy
 * refuses it, and nothing needs it), and with a title and a description for those who do not see it.
 */
export function finishFigure(
  figure: SVGSVGElement | HTMLElement,
  { title, description }: { title: string; description: string },
): SVGSVGElement {
  const svg = figure as SVGSVGElement;
  for (const style of svg.querySelectorAll("style")) style.remove();
  svg.removeAttribute("class");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${title}. ${description}`);
  // Reset by the style element that is gone: an outline of text must not hide the text.
  for (const text of svg.querySelectorAll("[paint-order]")) text.setAttribute("stroke-linejoin", "round");
  // Labels of single marks would be read out one after the other, in no useful order.
  for (const part of svg.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
  const name = svg.ownerDocument.createElementNS("http://www.w3.org/2000/svg", "title");
  name.textContent = title;
  svg.prepend(name);
  return svg;
}
