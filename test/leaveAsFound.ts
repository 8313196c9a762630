import { afterAll, vi } from "vitest";

// Files share their process: whoever stops its clocks, or puts something in the place of a global or of the environment,
// leaves it to the next one as it was found.
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});
