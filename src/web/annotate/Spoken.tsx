import { useRef, useState } from "react";
import type { LabelWithExemplars } from "../../contract/labels/labelSpace.ts";
import { useEachTime } from "../components/useEachTime.ts";
import { words } from "../words/words.ts";
import type { AnnotationState } from "./state/annotationState.ts";
import { type Shown, whatChanged } from "./state/whatChanged.ts";

interface Props {
  image: string;
  annotation: AnnotationState;
  labels: ReadonlyMap<number, LabelWithExemplars>;
}

/** Announces what a key has done to people who do not see the page: another image, another group, a tick. */
export function Spoken({ image, annotation, labels }: Props) {
  const [said, say] = useState("");
  const last = useRef<Shown>(null);

  useEachTime(annotation, () => {
    const before = last.current;
    last.current = { image, annotation };
    if (!before) return;
    const nameOf = (label: number) => labels.get(label)?.name ?? words.annotate.unknownLabel(label);
    const focused = document.activeElement?.closest("[data-label]")?.getAttribute("data-label") ?? null;
    const text = whatChanged(before, last.current, nameOf, focused === null ? null : Number(focused));
    if (text !== null) say(text);
  });
  return (
    <p className="visuallyHidden" role="status">
      {said}
    </p>
  );
}
