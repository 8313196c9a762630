import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pageAddresses } from "../src/contract/pageAddresses.ts";
import { findDifference, shrink } from "./gallery/comparePictures.ts";
import {
  type Address,
  elsewhere,
  type Look,
  looks,
  nameOf,
  roomOf,
  type State,
  states,
  viewers,
} from "./gallery/pages.ts";
import { type Gallery, openGallery } from "./gallery/takeGallery.ts";

/** "look": every page in every state and look, for people. "keep": what it is compared with is made anew. */
const task = process.env.MULTILABELFY_GALLERY ?? "compare";
const kept = join(import.meta.dirname, "gallery/kept");
const taken = join(import.meta.dirname, "gallery/pictures");
const addresses = Object.keys(viewers) as Address[];

/** Those that are kept: each costs more than a second. */
const compared = (state: State, look: Look) => state === "lived-in" && (look === "day" || look === "phone");

const views = states.flatMap((state) =>
  (Object.keys(looks) as Look[])
    .filter((look) => task === "look" || compared(state, look))
    .flatMap((look) =>
      addresses
        .filter((address) => state === "lived-in" || address.startsWith("/p/"))
        .map((address) => {
          const name = `${nameOf(address)}-${state}-${look}`;
          return { address, state, look, name, keptAs: `${roomOf(address)}/${name}.webp` };
        }),
    ),
);

it("looks at every page, or says where it is looked at", () => {
  expect([...addresses, ...Object.keys(elsewhere)].toSorted()).toEqual([...pageAddresses].toSorted());
});

// Letters are pinned where fontconfig finds them.
describe.runIf(process.platform === "linux")("every page looks as it was kept", () => {
  let gallery: Gallery;
  beforeAll(async () => {
    gallery = await openGallery();
    if (task !== "compare") await rm(taken, { recursive: true, force: true });
    for (const folder of [taken, kept]) await mkdir(folder, { recursive: true });
  });
  afterAll(async () => {
    await gallery?.close();
  });

  it.each(views)("$name", async ({ address, state, look, name, keptAs }) => {
    let picture = await gallery.take(address, state, look);
    if (task !== "compare") await writeFile(join(taken, `${name}.png`), picture);
    if (!compared(state, look)) return;
    const file = join(kept, keptAs);
    if (task === "keep") {
      // One that was caught under way would be wanted of every run: it is kept once it looks the same twice.
      let still = await shrink(picture);
      for (picture = await gallery.take(address, state, look); await findDifference(picture, still); ) {
        still = await shrink(picture);
        picture = await gallery.take(address, state, look);
      }
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, still);
    }
    expect(existsSync(file), `${name} was never kept: npm run pictures -- --keep`).toBe(true);
    const wanted = await readFile(file);
    let difference = await findDifference(picture, wanted);
    // On a busy machine a page may be caught while it takes its place.
    for (let again = 0; difference && again < 2; again++) {
      picture = await gallery.take(address, state, look);
      difference = await findDifference(picture, wanted);
    }
    if (difference) await writeFile(join(taken, `${name}.png`), picture);
    expect(difference, `See test/gallery/pictures/${name}.png beside test/gallery/kept/${keptAs}`).toBe(
      undefined,
    );
  });

  it("keeps no picture of a page that is gone", async () => {
    const names = views.filter(({ state, look }) => compared(state, look)).map(({ keptAs }) => keptAs);
    const found = (await readdir(kept, { recursive: true })).filter((name) => name.endsWith(".webp"));
    expect(found.toSorted()).toEqual(names.toSorted());
  });
});
