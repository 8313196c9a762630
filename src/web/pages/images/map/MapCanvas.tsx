import { useElementSize, useMergedRef } from "@mantine/hooks";
import { type PointerEvent, useEffect, useRef, useState } from "react";
import { words } from "../../../words/words.ts";
import { drawPoints, type Points } from "./drawPoints.ts";
import { insideLasso, type Place } from "./insideLasso.ts";
import styles from "./MapPage.module.css";
import { findPoint, moveZoom, viewOf, wholeMap, zoomAround } from "./mapView.ts";

const texts = words.imageMap;

/** What a drag on the map does. */
export const tools = ["choose", "move"] as const;
export type Tool = (typeof tools)[number];

interface Props {
  points: Points;
  /** Each group's colour: red, green and blue, from 0 to 255. */
  palette: readonly (readonly [number, number, number])[];
  /** 1: chosen; undefined if none is. */
  chosen: Uint8Array | undefined;
  tool: Tool;
  /** Points inside a line drawn around them; with `isMore`, in addition to those chosen. */
  onLasso(points: number[], isMore: boolean): void;
  /** The point below the pointer. */
  onPoint(point: number | null): void;
  onOpen(point: number): void;
}

interface Drag {
  x: number;
  y: number;
  moves: boolean;
  line: Place[];
  isFar: boolean;
}

/** How far the pointer must move to count as a drag, in CSS pixels. */
const dragged = 4;
const step = 1.5;

/**
 * The points of a map: draw around some, turn the wheel, click one. People without a pointer can use the image list.
 */
export function MapCanvas({ points, palette, chosen, tool, onLasso, onPoint, onOpen }: Props) {
  const { ref: measured, width, height } = useElementSize<HTMLDivElement>();
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const line = useRef<SVGPolylineElement>(null);
  const drag = useRef<Drag | null>(null);
  const [zoom, setZoom] = useState(wholeMap);
  const size = { width, height };
  const view = viewOf(zoom, size);

  useEffect(() => {
    if (width === 0 || height === 0) return;
    const frame = requestAnimationFrame(() => {
      if (canvas.current) paint(canvas.current, { points, palette, chosen, zoom, width, height });
    });
    return () => cancelAnimationFrame(frame);
  }, [points, palette, chosen, zoom, width, height]);

  // React's wheel listeners cannot keep the page from scrolling.
  useEffect(() => {
    const element = place.current;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      const box = element!.getBoundingClientRect();
      const at = { x: event.clientX - box.left, y: event.clientY - box.top };
      setZoom((before) =>
        zoomAround(before, Math.exp(-event.deltaY / 400), at, { width: box.width, height: box.height }),
      );
    };
    element?.addEventListener("wheel", turn, { passive: false });
    return () => element?.removeEventListener("wheel", turn);
  }, []);

  const placeOf = ({ clientX, clientY }: Pick<PointerEvent, "clientX" | "clientY">) => {
    const box = place.current!.getBoundingClientRect();
    return { x: clientX - box.left, y: clientY - box.top };
  };
  const inMap = ({ x, y }: { x: number; y: number }): Place => [
    (x - view.x) / view.scale,
    (y - view.y) / view.scale,
  ];
  const drawLine = (places: readonly Place[]) =>
    line.current?.setAttribute(
      "points",
      places.map(([x, y]) => `${x * view.scale + view.x},${y * view.scale + view.y}`).join(" "),
    );
  const end = () => {
    drag.current = null;
    drawLine([]);
  };

  return (
    <div className={styles.map}>
      <div
        ref={useMergedRef(measured, place)}
        className={styles.canvas}
        data-tool={tool}
        role="img"
        aria-label={texts.canvas(points.groups.length)}
        onPointerDown={(event) => {
          if (event.button > 1) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          const at = placeOf(event);
          const moves = tool === "move" || event.button === 1;
          drag.current = { ...at, moves, line: [inMap(at)], isFar: false };
        }}
        onPointerMove={(event) => {
          const at = placeOf(event);
          const { current } = drag;
          if (!current) return onPoint(findPoint(points, view, at));
          current.isFar ||= Math.hypot(at.x - current.x, at.y - current.y) >= dragged;
          if (!current.isFar) return;
          if (current.moves) {
            setZoom((before) => moveZoom(before, { x: at.x - current.x, y: at.y - current.y }, size));
            Object.assign(current, at);
            return;
          }
          // A browser merges a frame's movements into one event: a quick line would lose its corners.
          const all = event.nativeEvent.getCoalescedEvents?.() ?? [];
          for (const one of all.length > 0 ? all : [event]) current.line.push(inMap(placeOf(one)));
          drawLine(current.line);
        }}
        onPointerUp={(event) => {
          const { current } = drag;
          end();
          if (!current) return;
          if (current.isFar) {
            if (current.moves || current.line.length < 3) return;
            onLasso(insideLasso(points, current.line), event.shiftKey);
            return;
          }
          const found = findPoint(points, view, placeOf(event));
          if (found !== null) onOpen(found);
        }}
        onPointerCancel={end}
        onPointerLeave={() => onPoint(null)}
      >
        <canvas ref={canvas} />
        <svg aria-hidden="true">
          <polyline ref={line} />
        </svg>
      </div>
      <div className={styles.zoom}>
        <button
          type="button"
          aria-label={texts.zoomIn}
          onClick={() => setZoom((now) => zoomAround(now, step, null, size))}
        >
          +
        </button>
        <button
          type="button"
          aria-label={texts.zoomOut}
          onClick={() => setZoom((now) => zoomAround(now, 1 / step, null, size))}
        >
          −
        </button>
        <button type="button" aria-label={texts.whole} onClick={() => setZoom(wholeMap)}>
          ⤢
        </button>
      </div>
    </div>
  );
}

/** A pixel as a 32-bit number: the bytes are red, green, blue and opacity on a little-endian machine. */
const toPixel = ([red, green, blue]: readonly [number, number, number]) =>
  ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;

/** A point's radius on the whole map, in CSS pixels: the more points, the smaller. */
const radiusFor = (points: number) => (points > 30_000 ? 0.6 : points > 3000 ? 1.5 : points > 300 ? 3 : 5);

function paint(
  canvas: HTMLCanvasElement,
  {
    points,
    palette,
    chosen,
    zoom,
    width,
    height,
  }: Pick<Props, "points" | "palette" | "chosen"> & { zoom: typeof wholeMap; width: number; height: number },
): void {
  const ratio = Math.min(2, window.devicePixelRatio || 1);
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== across || canvas.height !== down)
    Object.assign(canvas, { width: across, height: down });
  const context = canvas.getContext("2d")!;
  const picture = context.createImageData(across, down);
  drawPoints(new Uint32Array(picture.data.buffer), across, points, {
    view: viewOf(zoom, { width: across, height: down }, ratio),
    palette: Uint32Array.from(palette, toPixel),
    radius: Math.round(ratio * radiusFor(points.groups.length) * Math.min(3, zoom.by ** 0.3)),
    chosen,
  });
  context.putImageData(picture, 0, 0);
}
