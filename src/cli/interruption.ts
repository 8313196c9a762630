let controller: AbortController | undefined;

/**
 * Aborted by the first Ctrl-C (or SIGTERM), so that what is under way ends in good order; a second one ends the
 * program at once, which loses nothing either.
 *
 * @param notice what a person reads on the first
 */
export function interruption(
  notice = "Stopping after what is under way. Once more stops at once.",
): AbortSignal {
  if (controller) return controller.signal;
  const stopping = new AbortController();
  controller = stopping;
  const stop = () => {
    if (stopping.signal.aborted) process.exit(130);
    console.error(`\n${notice}`);
    stopping.abort();
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  return stopping.signal;
}

/** Resolves when somebody wants the program to end. */
export async function untilInterrupted(): Promise<void> {
  const signal = interruption();
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
}

export const wasInterrupted = () => controller?.signal.aborted ?? false;
