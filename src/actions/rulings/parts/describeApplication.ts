import type { RulingApplication } from "../../../contract/rulings/effect.ts";
import { boundRight, isSureEnough } from "../../../core/rulings/sampleCheck.ts";
import type { Application } from "../../../db/rulings/application.ts";

/** An application for display, with the estimate from its sample of how many of its images are right. */
export function describeApplication({ project: _, ...application }: Application): RulingApplication {
  const { images, sampled, judged, right } = application;
  return {
    ...application,
    labels: [...application.labels],
    precision: judged === sampled ? boundRight({ images, judged, right }) : null,
    isSure: judged === sampled && isSureEnough({ judged, right }),
  };
}
