import cliProgress from "cli-progress";
import type { Progress } from "../../actions/jobProgress.ts";
import { formatNumber, isQuiet } from "./output.ts";

/** Milliseconds between two lines where there is no terminal. */
const lineEvery = 5000;

/** A second, a minute, an hour: as much as a person wants to know. */
export function formatDuration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** How fast a step goes and how long it will take, by all that was done of it since it was first shown. */
export function makePace(now: () => number = () => performance.now()): (progress: Progress) => string {
  let first: { step: string; done: number; at: number } | undefined;
  return ({ step, done, total }) => {
    if (first?.step !== step) first = { step, done, at: now() };
    const seconds = (now() - first.at) / 1000;
    const rate = (done - first.done) / seconds;
    // Too early to tell: the first chunk includes the start.
    if (seconds < 1 || !(rate > 0)) return "";
    const speed = rate >= 10 ? formatNumber(Math.round(rate)) : rate.toFixed(1);
    return `, ${speed} a second${done < total ? `, ${formatDuration((total - done) / rate)} left` : ""}`;
  };
}

export interface ProgressDisplay {
  show: (progress: Progress) => void;
  /** Leaves the terminal as it was. */
  stop: () => void;
}

/** Shows on stderr how far a long action is: a bar on a terminal, a line now and then elsewhere. */
export function showProgress(): ProgressDisplay {
  if (isQuiet()) return { show() {}, stop() {} };
  return process.stderr.isTTY ? showBar() : showLines();
}

function showBar(): ProgressDisplay {
  const bar = new cliProgress.SingleBar({
    format: "{step} {bar} {value} of {total}{pace}",
    barCompleteChar: "█",
    barIncompleteChar: "░",
    barsize: 30,
    hideCursor: true,
    stopOnComplete: false,
  });
  let current: string | undefined;
  const paceOf = makePace();
  const stop = () => {
    if (current !== undefined) bar.stop();
    current = undefined;
  };
  return {
    show(progress) {
      const { step, done, total } = progress;
      const pace = paceOf(progress);
      if (current !== step) {
        stop();
        bar.start(total, done, { step, pace });
        current = step;
      }
      bar.setTotal(total);
      bar.update(done, { pace });
    },
    stop,
  };
}

function showLines(): ProgressDisplay {
  let last = Date.now();
  const paceOf = makePace();
  return {
    show(progress) {
      const { step, done, total } = progress;
      const pace = paceOf(progress);
      const isEnd = done >= total;
      if (!isEnd && Date.now() - last < lineEvery) return;
      last = Date.now();
      console.error(`${step}: ${formatNumber(done)} of ${formatNumber(total)}${pace}`);
    },
    stop() {},
  };
}
