/** A longer side of more pixels is a photo, which looks better smooth. */
const smallest = 256;
/** Times its own size, from which the pixels of a small image are drawn as squares. */
const largerThan = 2;

type Shown = Pick<HTMLImageElement, "naturalWidth" | "naturalHeight" | "clientWidth" | "clientHeight">;

/** Whether a small image is shown so large that smoothing would only blur it. */
export function isMagnified({ naturalWidth, naturalHeight, clientWidth, clientHeight }: Shown): boolean {
  const longer = Math.max(naturalWidth, naturalHeight);
  if (longer === 0 || longer > smallest) return false;
  return Math.min(clientWidth / naturalWidth, clientHeight / naturalHeight) > largerThan;
}

const settle = (image: HTMLImageElement): void => {
  image.style.imageRendering = isMagnified(image) ? "pixelated" : "";
};

/**
 * Shows small images (32 x 32, say) with sharp pixels on every page, wherever they are shown larger than twice their size:
 * as they are loaded, and whenever their size on the page changes.
 */
export function keepPixelsSharp(page: Document): void {
  // The window's own event comes before what it moves has its new size.
  const sizes = new ResizeObserver((changed) => {
    for (const { target } of changed) settle(target as HTMLImageElement);
  });
  // "load" does not bubble; on its way down it is seen of every image.
  page.addEventListener(
    "load",
    ({ target }) => {
      if (!(target instanceof HTMLImageElement)) return;
      settle(target);
      sizes.observe(target);
    },
    true,
  );
}
