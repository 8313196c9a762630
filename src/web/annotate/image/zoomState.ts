/** How far an image is enlarged beyond fitting its place, and moved from the centre, in screen pixels. */
export interface Zoom {
  scale: number;
  x: number;
  y: number;
}

export const fitted: Zoom = { scale: 1, x: 0, y: 0 };
const largest = 12;

/** Zooms about a point, measured from the centre of the place. */
export function zoomAt(zoom: Zoom, factor: number, point: { x: number; y: number }): Zoom {
  const scale = Math.min(largest, Math.max(1, zoom.scale * factor));
  if (scale === 1) return fitted;
  const grown = scale / zoom.scale;
  return { scale, x: point.x - (point.x - zoom.x) * grown, y: point.y - (point.y - zoom.y) * grown };
}

/** Moves the image, but never so far that part of its place is empty. */
export function moveBy(zoom: Zoom, dx: number, dy: number, place: { width: number; height: number }): Zoom {
  const within = (value: number, size: number) => {
    const max = ((zoom.scale - 1) * size) / 2;
    return Math.min(max, Math.max(-max, value));
  };
  return { scale: zoom.scale, x: within(zoom.x + dx, place.width), y: within(zoom.y + dy, place.height) };
}
