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
  setupFiles: ["test/rememberHashes.ts", "test/leaveAsFound.ts"],
};

/**
 * Node runs the sources as they are, as it does outside of tests: to have Vite read them first takes a sixth of the time.
 * Nothing can be put in the place of a module then, as `rememberHashes` does for those that sign in.
 */
const native = { setupFiles: ["test/leaveAsFound.ts"], experimental: { viteModuleRunner: false } };

/** What changes the process it runs in: it has one of its own. */
const apart = [
  // How long hashes take is what these are about: the library is theirs as it is.
  "src/server/accounts/busySignIn.test.ts",
  "src/server/accounts/tryLimit.test.ts",
  "src/config/*.test.ts",
  // They put a browser's storage where the process has none.
  "src/web/annotate/saving/kept.test.ts",
  "src/web/offline/signOut.test.ts",
  // They start, kill and starve processes.
  "test/*.test.ts",
  "test/{attacks,crashes,databases,documents,servers}/*.test.ts",
];

/** They sign in, or hold what Node does not read by itself: JSX, styles and pictures. */
const readByVite = [
  "src/server/**/*.test.ts",
  "src/web/**/*.test.ts",
  "src/**/*.test.tsx",
  "test/*/**/*.test.ts",
];

const together = { ...shared, isolate: false, exclude: ["**/node_modules/**", ...apart] };

export default defineConfig({
  test: {
    reporters: report ? ["default", ["json", { outputFile: report }]] : ["default"],
    globalSetup: ["test/globalSetup.ts"],
    // Browsers, servers and disks are waited for half of the time: twice as many as a small machine has cores.
    maxWorkers: 4,
    projects: [
      { test: { ...shared, name: "apart", include: apart } },
      // These keep nothing between two calls: their files share what they have loaded, which takes longer than to run them.
      { test: { ...together, name: "read by Vite", include: readByVite } },
      {
        test: {
          ...{ ...together, ...native },
          name: "together",
          include: ["src/**/*.test.ts"],
          exclude: [...together.exclude, ...readByVite],
        },
      },
    ],
  },
});
