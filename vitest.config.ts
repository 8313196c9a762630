import { defineConfig } from "vitest/config";

/** Where continuous integration wants a report for programs; people read the one on the terminal. */
const report = process.env.MULTILABELFY_TEST_REPORT;

// Real processes, a real model and a real browser take their time on a small machine that does other things, too:
// these end what hangs, and say nothing of what is slow.
const shared = {
  testTimeout: 300_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 60_000 } },
  pool: "forks" as const,
  setupFiles: ["test/rememberHashes.ts"],
};

/** What keeps nothing between two calls: its tests share what they have loaded, which takes longer than to run them. */
const together = ["stats", "core", "contract", "charts", "db", "files", "actions", "jobs"].map(
  (layer) => `src/${layer}/**/*.test.ts`,
);

export default defineConfig({
  test: {
    reporters: report ? ["default", ["json", { outputFile: report }]] : ["default"],
    globalSetup: ["test/globalSetup.ts"],
    maxWorkers: 2,
    projects: [
      { test: { ...shared, name: "together", include: together, isolate: false } },
      {
        test: {
          ...shared,
          name: "apart",
          include: ["src/**/*.test.ts", "src/**/*.test.tsx", "test/**/*.test.ts"],
          exclude: ["**/node_modules/**", ...together],
        },
      },
    ],
  },
});
