import type { ColumnTypes } from "./columnTypes.ts";

/** People, how they sign in, and what is remembered of that. */
export const people = ({ moment, no, yes, yesNo }: ColumnTypes): string[] => [
  `CREATE TABLE "person" (
    "id" TEXT PRIMARY KEY, "name" TEXT NOT NULL, "email" TEXT NOT NULL UNIQUE,
    "emailVerified" ${yesNo} NOT NULL, "image" TEXT, "createdAt" ${moment} NOT NULL,
    "updatedAt" ${moment} NOT NULL, "lastSeenAt" TEXT, "wantsMail" INTEGER NOT NULL DEFAULT 1,
    "workMailAt" TEXT, "tutorialFinishedAt" TEXT, "tutorialSkippedAt" TEXT,
    "twoFactorEnabled" ${yesNo} NOT NULL DEFAULT ${no}, "makesProjects" INTEGER NOT NULL DEFAULT 0,
    "language" TEXT)`,
  `CREATE TABLE "account" (
    "id" TEXT PRIMARY KEY, "accountId" TEXT NOT NULL, "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE, "accessToken" TEXT,
    "refreshToken" TEXT, "idToken" TEXT, "accessTokenExpiresAt" ${moment},
    "refreshTokenExpiresAt" ${moment}, "scope" TEXT, "password" TEXT, "createdAt" ${moment} NOT NULL,
    "updatedAt" ${moment} NOT NULL)`,
  `CREATE INDEX "accountOfPerson" ON "account" ("userId")`,
  `CREATE TABLE "session" (
    "id" TEXT PRIMARY KEY, "expiresAt" ${moment} NOT NULL, "token" TEXT NOT NULL UNIQUE,
    "createdAt" ${moment} NOT NULL, "updatedAt" ${moment} NOT NULL, "ipAddress" TEXT, "userAgent" TEXT,
    "userId" TEXT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE, "proof" TEXT, "confirmedAt" TEXT)`,
  `CREATE INDEX "sessionOfPerson" ON "session" ("userId")`,
  `CREATE TABLE "verification" (
    "id" TEXT PRIMARY KEY, "identifier" TEXT NOT NULL, "value" TEXT NOT NULL,
    "expiresAt" ${moment} NOT NULL, "createdAt" ${moment} NOT NULL, "updatedAt" ${moment} NOT NULL)`,
  `CREATE INDEX "verificationByIdentifier" ON "verification" ("identifier")`,
  `CREATE TABLE "twoFactor" (
    "id" TEXT PRIMARY KEY, "userId" TEXT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
    "secret" TEXT NOT NULL, "backupCodes" TEXT NOT NULL, "verified" ${yesNo} NOT NULL DEFAULT ${yes},
    "failedVerificationCount" INTEGER NOT NULL DEFAULT 0, "lockedUntil" ${moment},
    "spentCodes" TEXT NOT NULL DEFAULT '')`,
  `CREATE UNIQUE INDEX "twoFactorOfPerson" ON "twoFactor" ("userId")`,
  `CREATE TABLE "passkey" (
    "id" TEXT PRIMARY KEY, "userId" TEXT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
    "name" TEXT, "credentialID" TEXT NOT NULL UNIQUE, "publicKey" TEXT NOT NULL,
    "counter" INTEGER NOT NULL, "deviceType" TEXT NOT NULL, "backedUp" ${yesNo} NOT NULL,
    "transports" TEXT, "aaguid" TEXT, "createdAt" ${moment} NOT NULL)`,
  `CREATE INDEX "passkeyOfPerson" ON "passkey" ("userId")`,
  `CREATE TABLE "accessToken" (
    "id" TEXT PRIMARY KEY, "personId" TEXT NOT NULL REFERENCES "person" ("id"), "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL UNIQUE, "scopesJson" TEXT NOT NULL, "proof" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL, "expiresAt" TEXT NOT NULL, "usedAt" TEXT)`,
  `CREATE INDEX "accessTokenOfPerson" ON "accessToken" ("personId")`,
  `CREATE TABLE "failedTries" ("name" TEXT PRIMARY KEY, "failed" INTEGER NOT NULL, "since" TEXT NOT NULL)`,
  `CREATE TABLE "securityEvent" (
    "id" TEXT PRIMARY KEY, "at" TEXT NOT NULL, "kind" TEXT NOT NULL, "personId" TEXT, "aboutId" TEXT,
    "aboutProject" TEXT, "address" TEXT, "detailsJson" TEXT NOT NULL)`,
  `CREATE INDEX "securityEventByTime" ON "securityEvent" ("at")`,
  `CREATE TABLE "secretMark" ("id" INTEGER PRIMARY KEY, "mark" TEXT NOT NULL)`,
];
