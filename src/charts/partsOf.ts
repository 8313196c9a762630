/**
 * What one of Plot's marks drew, in the order of its data. To be asked before `finishFigure`, which takes away the names
 * that marks are found by.
 *
 * @param mark as Plot names it: "bar", "cell", "dot"
 */
export const partsOf = (figure: SVGElement, mark: string): SVGElement[] =>
  [...figure.querySelectorAll<SVGElement>(`[aria-label="${mark}"]`)].flatMap(
    (group) => [...group.children] as SVGElement[],
  );
