import { Banner } from "./Banner.tsx";
import type { Work } from "./session.ts";
import type { AnnotationWork } from "./useAnnotation.ts";

interface Props {
  work: Work;
  annotation: AnnotationWork;
  /** The groups not yet seen are being shown, before none-of-these is marked. */
  looking: boolean;
}

/** What has to be said about the image just now: one thing at a time, the gravest first. */
export function WorkMessages({ work, annotation, looking }: Props) {
  const { message, status } = annotation;
  const { view, submitted } = work;
  if (status.kind === "signed-out")
    return (
      <Banner tone="warning" action={{ label: "Try again", act: annotation.retrySaving }}>
        Sign in again in another tab; your work is kept here.
      </Banner>
    );
  if (message?.kind === "refused")
    return (
      <Banner
        tone="warning"
        {...(message.kept
          ? { action: { label: "Drop it", act: () => annotation.drop(message.assignment) } }
          : {})}
      >
        Not saved: {message.text}
      </Banner>
    );
  if (message?.kind === "not-loaded")
    return <Banner tone="warning">That image could not be loaded. {message.text}</Banner>;
  if (message?.kind === "ask")
    return <Banner tone="warning">Tick what you see, or press X for none of these.</Banner>;
  if (message?.kind === "look")
    return <Banner tone="note">Nothing is ticked yet: look at these, too.</Banner>;
  if (looking) return <Banner tone="note">Showing the groups you have not seen yet. Esc stops.</Banner>;
  if (view.locked)
    return (
      <Banner tone="note">
        {view.stage === "annotate"
          ? "This image can no longer be changed: it went on to refinement or into a release."
          : "This image can no longer be changed."}
      </Banner>
    );
  if (view.state === "blocked")
    return <Banner tone="note">You skipped this image twice: it waits for the lead.</Banner>;
  if (submitted)
    return (
      <Banner tone="note">You submitted this image. A change takes it back until you submit again.</Banner>
    );
  return null;
}
