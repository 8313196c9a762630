import { hashPassword as computeHash, verifyPassword as computeVerdict } from "better-auth/crypto";

const hashes = new Map<string, Promise<string>>();
const verdicts = new Map<string, Promise<boolean>>();

export const hashPassword = (password: string): Promise<string> =>
  remember(hashes, password, () => computeHash(password));

export const verifyPassword = (claim: { hash: string; password: string }): Promise<boolean> =>
  remember(verdicts, JSON.stringify(claim), () => computeVerdict(claim));

function remember<T>(known: Map<string, T>, key: string, compute: () => T): T {
  if (!known.has(key)) known.set(key, compute());
  return known.get(key)!;
}
