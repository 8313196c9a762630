/** An image with a longer side than this is a photo, which looks better smoothed. */
const smallest = 256;
/** Magnification beyond which a small image's pixels are drawn as squares. */
const largerThan = 2;

type Shown = Pick<HTMLImageElement, "naturalWidth" | "naturalHeight" | "clientWidth" | "clientHeight">;

/** Whether a small image is shown so large that smoothing would just blur it. */
export function isMagnified({ naturalWidth, naturalHeight, clientWidth, clientHeight }: Shown): boolean {
  const longer = Math.max(naturalWidth, naturalHeight);
  if (longer === 0 || longer > smallest) return false;
  return Math.min(clientWidth / naturalWidth, clientHeight / naturalHeight) > largerThan;
}

const settle = (image: HTMLImageElement): void => {
  image.style.imageRendering = isMagnified(image) ? "pixelated" : "";
};

/**
 * Shows small images (32 x 32, say) with sharp pixels wherever they are shown at more than twice their size: when they
 * are loaded, and whenever their size on the page changes.
 */
export function keepPixelsSharp(page: Document): void {
  // The window's own resize event fires before the images have their new sizes.
  const sizes = new ResizeObserver((changed) => {
    for (const { target } of changed) settle(target as HTMLImageElement);
  });
  // "load" does not bubble, but can be captured for every image.
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
