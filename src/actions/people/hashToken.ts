import { createHash, randomBytes } from "node:crypto";

/** The token in a one-time link: 192 random bits. */
export const makeToken = (): string => randomBytes(24).toString("base64url");

/** What the database stores of it. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");
