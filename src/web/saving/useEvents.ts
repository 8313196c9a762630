import { useCallback, useRef, useState } from "react";

/**
 * A reducer whose state is known at once, also between two renders: whatever happens next builds on what happened
 * before it, and not on what was rendered last.
 */
export function useEvents<State, Event>(change: (state: State, event: Event) => State, initial: State) {
  const [state, setState] = useState(initial);
  const latest = useRef(initial);
  const apply = useCallback(
    (event: Event) => {
      latest.current = change(latest.current, event);
      setState(latest.current);
      return latest.current;
    },
    [change],
  );
  return { state, latest, apply };
}
