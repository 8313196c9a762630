/** A figure as a file of its own, which must say what it is; in a page, the parser knows. */
export function svgFile(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  // HTML's name for a space that does not break is unknown to XML.
  return `${copy.outerHTML.replaceAll("&nbsp;", "&#160;")}\n`;
}
