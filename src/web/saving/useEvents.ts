import { useCallback, useRef, useState } from "react";

/**
 * A reducer whose state is current even between two renders: each event builds on the one before, not on what was last
 * rendered.
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
