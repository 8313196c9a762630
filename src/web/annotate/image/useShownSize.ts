import { type RefObject, useLayoutEffect, useState } from "react";

/** Space left free beside a photo in its place, plus the place's scroll bar. */
const margin = 36 + 16;

/**
 * The size of the unzoomed image on screen: pixels of its longer side, at most what fits into another place.
 *
 * @param beside the element that holds the image
 * @param place where photos are to be shown at the same size
 */
export function useShownSize(
  beside: RefObject<HTMLElement | null>,
  place: RefObject<HTMLElement | null>,
): number {
  const [size, setSize] = useState(360);
  useLayoutEffect(() => {
    const image = beside.current?.querySelector("img");
    if (!image || !place.current) return;
    const measure = () => {
      const { clientWidth, clientHeight, naturalWidth, naturalHeight } = image;
      if (naturalWidth === 0) return;
      const scale = Math.min(clientWidth / naturalWidth, clientHeight / naturalHeight);
      const room = (place.current?.clientWidth ?? 0) - margin;
      setSize(Math.max(120, Math.min(Math.max(naturalWidth, naturalHeight) * scale, room)));
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(image);
    watch.observe(place.current);
    image.addEventListener("load", measure);
    return () => {
      watch.disconnect();
      image.removeEventListener("load", measure);
    };
  });
  return size;
}
