import { registerHooks } from "node:module";

/**
 * A password's hash takes a tenth of a second of a core on purpose, and tests sign in a thousand people who all have the
 * same one: a process computes a hash, and whether it fits, once.
 */
const library = "better-auth/crypto";
const sources = new URL("../src/", import.meta.url).href;
const remembered = new URL("./rememberedHashes.ts", import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier === library && context.parentURL?.startsWith(sources) ? remembered : specifier, context),
});
