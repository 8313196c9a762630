import type { Context } from "../actions/context.ts";
import type { VariantStore } from "../files/imageVariant.ts";
import type { Auth } from "./auth.ts";

/** What routes work with. */
export interface Services {
  ctx: Context;
  auth: Auth;
  variants: VariantStore;
}
