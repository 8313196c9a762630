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

/** Node runs the sources as they are, as it does outside of tests; to have Vite read them first takes a third of a file's time. */
const native = { experimental: { viteModuleRunner: false } };

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

/** Pages hold what Node does not read by itself: JSX, styles and pictures. */
const pages = ["src/web/**/*.test.ts", "src/**/*.test.tsx"];

/** The rest keeps nothing between two calls: its tests share what they have loaded, which takes longer than to run them. */
const together = ["src/**/*.test.ts", "test/*/**/*.test.ts"];

export default defineConfig({
  test: {
    reporters: report ? ["default", ["json", { outputFile: report }]] : ["default"],
    globalSetup: ["test/globalSetup.ts"],
    // Browsers, servers and disks are waited for most of the time: several times as many as a small machine has cores.
    maxWorkers: 6,
    projects: [
      { test: { ...shared, ...native, name: "apart", include: apart } },
      {
        test: {
          ...{ ...shared, ...native },
          name: "together",
          include: together,
          exclude: ["**/node_modules/**", ...apart, ...pages],
          isolate: false,
        },
      },
      {
        test: {
          ...shared,
          name: "pages",
          include: pages,
          exclude: ["**/node_modules/**", ...apart],
          isolate: false,
        },
      },
    ],
  },
});
