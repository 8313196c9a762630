/** Whether a short list holds a label. A plain loop, because this is asked of every image of every model. */
export function hasLabel(labels: readonly number[], label: number): boolean {
  for (let at = 0; at < labels.length; at++) if (labels[at] === label) return true;
  return false;
}
