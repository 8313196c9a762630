import { afterAll, vi } from "vitest";

// Files share their process: whoever stops its clocks sets them going again for the next one.
afterAll(() => {
  vi.useRealTimers();
});
