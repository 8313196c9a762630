import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const apiPort = process.env.MULTILABELFY_DEV_API ?? "4400";

export default defineConfig(({ mode }) => ({
  // Unit tests read this file too, and theirs is the whole repository.
  ...(mode === "test" ? {} : { root: "src/web" }),
  plugins: [react()],
  build: {
    outDir: "../../dist/web",
    emptyOutDir: true,
    sourcemap: false,
    // Of what the pages hold of others, whose licences want to be told.
    license: { fileName: "licenses.md" },
    // The page's content policy knows no data: scripts or styles.
    assetsInlineLimit: 0,
    target: "es2023",
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      output: {
        // With its configuration, which must be there before any schema is made: in another file, it would come later.
        codeSplitting: { groups: [{ name: "zod", test: /[\\/]zod(?:[\\/]|WithoutEval\.ts$)/ }] },
      },
    },
  },
  server: {
    host: "127.0.0.1",
    // The server refuses what another host's page sends: it sees the host that the browser sees.
    proxy: { "/api": { target: `http://127.0.0.1:${apiPort}`, changeOrigin: false } },
  },
}));
