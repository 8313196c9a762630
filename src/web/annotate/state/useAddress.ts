import { type RefObject, useRef } from "react";
import { useEachTime } from "../../components/useEachTime.ts";
import { afterPaint } from "../time/afterPaint.ts";
import type { Session } from "./session.ts";

interface Options {
  /** The image that the address names. */
  assignment: string | undefined;
  /** The image that is shown. */
  current: string | null;
  latest: RefObject<Session>;
  onOpened(assignment: string): void;
  go(assignment: string): void;
}

/** Keeps the address naming the image shown; if it names another one, as after "back", that one is shown. */
export function useAddress({ assignment, current, latest, onOpened, go }: Options): void {
  /** Images that this page has itself put into the address. */
  const announced = useRef(new Set<string>());

  useEachTime(current, () => {
    if (current === null) return;
    return afterPaint(() => {
      if (current !== assignment) announced.current.add(current);
      onOpened(current);
    });
  });

  useEachTime(assignment, () => {
    if (assignment === undefined || announced.current.delete(assignment)) return;
    if (latest.current.current !== null && assignment !== latest.current.current) go(assignment);
  });
}
