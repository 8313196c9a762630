import { useEffect, useRef } from "react";
import controls from "../annotate/controls.module.css";
import type { StepId } from "../words/annotation/tutorial.ts";
import { words } from "../words/words.ts";
import styles from "./Coach.module.css";
import type { Standing } from "./steps.ts";
import { useTaps } from "./useTaps.ts";

const w = words.tutorial;

interface Props {
  step: StepId;
  /** From 0. */
  at: number;
  total: number;
  standing: Standing;
  /** Whether a dialog is open, which then has the focus. */
  covered: boolean;
  nameOf(label: number): string;
  onNext(): void;
  onBack(): void;
  onSkip(): void;
}

/** What to do in this step, and how it is going; a screen reader says both. */
export function Coach({ step, at, total, standing, covered, nameOf, onNext, onBack, onSkip }: Props) {
  const next = useRef<HTMLButtonElement>(null);
  const taps = useTaps();
  const { title, text, touch, wrong = "", right } = w.steps[step];
  const isDone = standing.kind === "done";
  useEffect(() => {
    if (isDone && !covered) next.current?.focus();
  }, [isDone, covered]);
  const message =
    standing.kind === "done"
      ? w.right(right)
      : standing.kind === "submit"
        ? taps
          ? w.nearlyTouch
          : w.nearly
        : standing.kind === "wrong"
          ? w.wrong(standing.labels.map(nameOf), wrong)
          : "";
  return (
    <section className={styles.coach} aria-label={w.label}>
      <div className={styles.task} role="status">
        <h2>
          <span className={styles.step}>{w.progress(at + 1, total)}</span> {title}
        </h2>
        <p>{taps ? touch : text}</p>
      </div>
      <p className={styles.told} data-standing={standing.kind} role="status">
        {message}
      </p>
      <div className={styles.buttons}>
        {at > 0 && (
          <button type="button" className={controls.button} onClick={onBack}>
            {w.back}
          </button>
        )}
        <button type="button" className={controls.button} onClick={onSkip}>
          {w.skip}
        </button>
        {isDone && (
          <button ref={next} type="button" className={controls.primary} onClick={onNext}>
            {at + 1 === total ? w.finish : w.next}
          </button>
        )}
      </div>
    </section>
  );
}
