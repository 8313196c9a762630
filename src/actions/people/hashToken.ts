import { createHash, randomBytes } from "node:crypto";

/** What a one-time link carries: 192 random bits. */
export const makeToken = (): string => randomBytes(24).toString("base64url");

/** What the database keeps of it. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");
