/** A page in the background never paints. */
const waitAtMostMs = 100;

/**
 * Runs `work` once the browser has painted what is pending, so that it does not delay the response to a key.
 *
 * @returns cancels it, if it has not run yet
 */
export function afterPaint(work: () => void): () => void {
  let timer = setTimeout(work, waitAtMostMs);
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    timer = setTimeout(work);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
