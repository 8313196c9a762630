// Pictures of every page in every state and look, in test/gallery/pictures: `npm run pictures`. Some are kept, for `npm test` to
// compare the pages with; with `--keep`, these are made anew.
import { spawnSync } from "node:child_process";

const given = process.argv.slice(2);
const isKeeping = given.includes("--keep");
const args = ["scripts/test.ts", "test/gallery.test.ts", ...given.filter((one) => one !== "--keep")];
const env = { ...process.env, MULTILABELFY_GALLERY: isKeeping ? "keep" : "look" };
process.exit(spawnSync("node", args, { stdio: "inherit", env }).status ?? 1);
