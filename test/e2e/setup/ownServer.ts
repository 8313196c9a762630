import type { Browser } from "playwright-core";
import type { Context } from "../../../src/actions/context.ts";
import { openPlace, type Place } from "./place.ts";
import { launchBrowser } from "./visitor.ts";

/** An empty installation that is served, and a browser to look at it with. */
export interface OwnServer {
  ctx: Context;
  url: string;
  /** Where the first person makes their account; undefined once somebody is here. */
  firstLink: string | undefined;
  browser: Browser;
  close(): Promise<void>;
}

export async function openOwnServer(wishes?: Parameters<Place["serve"]>[0]): Promise<OwnServer> {
  const { ctx, serve, remove } = await openPlace();
  const { url, firstLink, close } = await serve(wishes);
  const browser = await launchBrowser();
  return {
    ...{ ctx, url, firstLink, browser },
    async close() {
      await browser.close();
      await close();
      await remove();
    },
  };
}
