import { type RefObject, useEffect, useRef, useState } from "react";
import { useEachTime } from "../../components/useEachTime.ts";
import { keepSteps } from "../saving/keptSteps.ts";
import { afterPaint } from "../time/afterPaint.ts";
import type { Session, SessionAction } from "./session.ts";

interface Options {
  place: Parameters<typeof keepSteps>[0];
  session: Session;
  latest: RefObject<Session>;
  apply(event: SessionAction): Session;
}

/** Keeps the undo steps for the next visit. */
export function useStepsKept({ place, session, latest, apply }: Options): void {
  const [kept] = useState(() => keepSteps(place));
  useEffect(() => {
    void kept.read().then((steps) => apply({ kind: "restored", steps }));
  }, [kept, apply]);

  const followed = useRef(session.steps);
  useEachTime(session.steps, () => {
    afterPaint(() => {
      void kept.follow(followed.current, latest.current.steps);
      followed.current = latest.current.steps;
    });
  });
}
