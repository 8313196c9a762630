import { useReducer, useRef } from "react";

/** Counts the operations that the next key has to wait for; each end is followed by a render. */
export function useBusy() {
  const count = useRef(0);
  const [, ended] = useReducer((ends: number) => ends + 1, 0);
  return {
    isBusy: () => count.current > 0,
    async during<T>(work: Promise<T>): Promise<T> {
      count.current++;
      try {
        return await work;
      } finally {
        count.current--;
        ended();
      }
    },
  };
}

export type Busy = ReturnType<typeof useBusy>;
