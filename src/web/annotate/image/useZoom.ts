import { type RefObject, useEffect, useState } from "react";
import { fitted, moveBy, type Zoom, zoomAt } from "./zoomState.ts";

/** Zooming with wheel, pinch, drag and double click; each new image starts fitted. */
export function useZoom(place: RefObject<HTMLElement | null>, image: string) {
  const [state, setState] = useState({ image, zoom: fitted });
  const zoom = state.image === image ? state.zoom : fitted;

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const change = (next: (zoom: Zoom, size: DOMRect) => Zoom) =>
      setState((last) => {
        const size = element.getBoundingClientRect();
        const now = last.image === image ? last.zoom : fitted;
        return { image, zoom: moveBy(next(now, size), 0, 0, size) };
      });
    const fromMiddle = ({ clientX, clientY }: { clientX: number; clientY: number }, size: DOMRect) => ({
      x: clientX - size.left - size.width / 2,
      y: clientY - size.top - size.height / 2,
    });
    const pointers = new Map<number, PointerEvent>();

    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const factor = Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : event.deltaMode === 1 ? 0.05 : 0.0018));
      change((zoom, size) => zoomAt(zoom, factor, fromMiddle(event, size)));
    };
    const down = (event: PointerEvent) => {
      pointers.set(event.pointerId, event);
      element.setPointerCapture(event.pointerId);
    };
    const move = (event: PointerEvent) => {
      const before = pointers.get(event.pointerId);
      if (!before) return;
      const other = [...pointers.values()].find((pointer) => pointer.pointerId !== event.pointerId);
      pointers.set(event.pointerId, event);
      if (!other)
        change((zoom, size) =>
          moveBy(zoom, event.clientX - before.clientX, event.clientY - before.clientY, size),
        );
      else {
        const apart = (one: PointerEvent) =>
          Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
        const middle = {
          clientX: (event.clientX + other.clientX) / 2,
          clientY: (event.clientY + other.clientY) / 2,
        };
        change((zoom, size) =>
          zoomAt(zoom, apart(event) / Math.max(1, apart(before)), fromMiddle(middle, size)),
        );
      }
    };
    const up = (event: PointerEvent) => pointers.delete(event.pointerId);
    const twice = (event: MouseEvent) =>
      change((zoom, size) => (zoom.scale > 1 ? fitted : zoomAt(zoom, 2.5, fromMiddle(event, size))));

    element.addEventListener("wheel", wheel, { passive: false });
    element.addEventListener("pointerdown", down);
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerup", up);
    element.addEventListener("pointercancel", up);
    element.addEventListener("dblclick", twice);
    return () => {
      element.removeEventListener("wheel", wheel);
      element.removeEventListener("pointerdown", down);
      element.removeEventListener("pointermove", move);
      element.removeEventListener("pointerup", up);
      element.removeEventListener("pointercancel", up);
      element.removeEventListener("dblclick", twice);
    };
  }, [place, image]);

  return {
    zoom,
    zoomBy: (factor: number) => setState({ image, zoom: zoomAt(zoom, factor, { x: 0, y: 0 }) }),
    fit: () => setState({ image, zoom: fitted }),
  };
}
