import { vi } from "vitest";

/**
 * A password's hash takes a tenth of a second of a core on purpose, and tests sign in a thousand people who all have the
 * same one. Each file computes a hash, and whether it fits, once. Whatever is about the time that hashes take says
 * `vi.unmock("better-auth/crypto")`.
 */
vi.mock("better-auth/crypto", async (importOriginal) => {
  const library = await importOriginal<typeof import("better-auth/crypto")>();
  const hashes = new Map<string, Promise<string>>();
  const verdicts = new Map<string, Promise<boolean>>();
  return {
    ...library,
    hashPassword: (password: string) => remember(hashes, password, () => library.hashPassword(password)),
    verifyPassword: (claim: { hash: string; password: string }) =>
      remember(verdicts, JSON.stringify(claim), () => library.verifyPassword(claim)),
  };
});

function remember<T>(known: Map<string, T>, key: string, compute: () => T): T {
  if (!known.has(key)) known.set(key, compute());
  return known.get(key)!;
}
