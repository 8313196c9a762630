import cliProgress from "cli-progress";
import type { Progress } from "../actions/jobProgress.ts";
import { formatNumber } from "./output.ts";

/** Milliseconds between two lines where there is no terminal. */
const lineEvery = 5000;

export interface ProgressDisplay {
  show: (progress: Progress) => void;
  /** Leaves the terminal as it was. */
  stop: () => void;
}

/** Shows on stderr how far a long action is: a bar on a terminal, a line now and then elsewhere. */
export function showProgress(): ProgressDisplay {
  return process.stderr.isTTY ? showBar() : showLines();
}

function showBar(): ProgressDisplay {
  const bar = new cliProgress.SingleBar({
    format: "{step} {bar} {value} of {total}, {eta_formatted} left",
    barCompleteChar: "█",
    barIncompleteChar: "░",
    barsize: 30,
    hideCursor: true,
    stopOnComplete: false,
  });
  let current: string | undefined;
  const stop = () => {
    if (current !== undefined) bar.stop();
    current = undefined;
  };
  return {
    show({ step, done, total }) {
      if (current !== step) {
        stop();
        bar.start(total, done, { step });
        current = step;
      }
      bar.setTotal(total);
      bar.update(done);
    },
    stop,
  };
}

function showLines(): ProgressDisplay {
  let last = Date.now();
  return {
    show({ step, done, total }) {
      const isEnd = done >= total;
      if (!isEnd && Date.now() - last < lineEvery) return;
      last = Date.now();
      console.error(`${step}: ${formatNumber(done)} of ${formatNumber(total)}`);
    },
    stop() {},
  };
}
