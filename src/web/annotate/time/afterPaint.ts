/** A page in the background paints nothing. */
const waitAtMostMs = 100;

/**
 * Does something once the browser has painted what is on its way: it must not hold up the answer to a key.
 *
 * @returns gives it up, if it was not done yet
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
