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
  setupFiles: ["test/leaveAsFound.ts"],
};

/**
 * Node runs the sources as they are, as it does outside of tests: to have Vite read them first takes longer. Without
 * Vitest's loader, which `vi.mock` would need, Node finds what it compiled before: files load in half the time.
 */
const native = { ...shared, experimental: { viteModuleRunner: false, nodeLoader: false } };

const remembering = { ...native, setupFiles: ["test/rememberHashes.ts", ...shared.setupFiles] };

/** How long hashes take is what these are about. */
const inEarnest = ["src/server/accounts/{busySignIn,tryLimit}.test.ts"];

/** What changes the process it runs in: it has one of its own. */
const apart = [
  "src/config/*.test.ts",
  // They start, kill and starve processes.
  "test/*.test.ts",
  "test/{attacks,crashes,databases,documents,servers}/*.test.ts",
];

/** They put a browser's storage where the process has none. */
const pagesApart = ["src/web/annotate/saving/kept.test.ts", "src/web/offline/signOut.test.ts"];

/** Vite reads what Node does not by itself: JSX, styles and pictures. */
const pages = ["src/web/**/*.test.ts", "src/**/*.test.tsx"];

const everywhere = ["**/node_modules/**"];

export default defineConfig({
  test: {
    reporters: report ? ["default", ["json", { outputFile: report }]] : ["default"],
    globalSetup: ["test/globalSetup.ts"],
    // Browsers, servers and disks are waited for half of the time: twice as many as a small machine has cores.
    maxWorkers: 4,
    projects: [
      { test: { ...remembering, name: "apart", include: apart } },
      { test: { ...native, name: "hashes in earnest", include: inEarnest } },
      { test: { ...shared, name: "pages apart", include: pagesApart } },
      // These keep nothing between two calls: their files share what they have loaded, which takes longer than to run them.
      {
        test: {
          ...shared,
          name: "pages",
          isolate: false,
          include: pages,
          exclude: [...everywhere, ...pagesApart],
        },
      },
      {
        test: {
          ...remembering,
          name: "together",
          isolate: false,
          include: ["{src,test}/**/*.test.ts"],
          exclude: [...everywhere, ...apart, ...inEarnest, ...pages],
        },
      },
    ],
  },
});
