import { type MouseEvent, type PointerEvent, useRef } from "react";

const longMs = 500;
const stillPx = 8;

/** Calls `action` when a finger is held on an element; the click that ends the touch is swallowed. */
export function useLongPress(action: () => void) {
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number } | null>(null);
  const done = useRef(false);
  const end = () => {
    if (press.current) clearTimeout(press.current.timer);
    press.current = null;
  };
  return {
    onPointerDown(event: PointerEvent) {
      done.current = false;
      if (event.pointerType !== "touch") return;
      const timer = setTimeout(() => {
        done.current = true;
        action();
      }, longMs);
      press.current = { timer, x: event.clientX, y: event.clientY };
    },
    onPointerMove({ clientX, clientY }: PointerEvent) {
      const start = press.current;
      if (start && Math.hypot(clientX - start.x, clientY - start.y) > stillPx) end();
    },
    onPointerUp: end,
    onPointerCancel: end,
    onClickCapture(event: MouseEvent) {
      if (done.current) event.stopPropagation();
      done.current = false;
    },
  };
}
