/** A figure as a separate file, which must declare its type; in a page, the parser knows it. */
export function svgFile(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  // HTML's name for a non-breaking space is unknown to XML.
  return `${copy.outerHTML.replaceAll("&nbsp;", "&#160;")}\n`;
}
