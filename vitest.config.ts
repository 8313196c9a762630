import { defineConfig } from "vitest/config";

/** Where continuous integration wants a report for programs; people read the one on the terminal. */
const report = process.env.MULTILABELFY_TEST_REPORT;

export default defineConfig({
  test: {
    reporters: report ? ["default", ["json", { outputFile: report }]] : ["default"],
    include: ["src/**/*.test.ts", "src/**/*.test.tsx", "test/**/*.test.ts"],
    globalSetup: ["test/globalSetup.ts"],
    setupFiles: ["test/rememberHashes.ts"],
    // Real processes, a real model and a real browser take their time on a small machine that does other things, too:
    // these end what hangs, and say nothing of what is slow.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    pool: "forks",
    maxWorkers: 2,
  },
});
