// People, and how they come in.
import type { Generated } from "kysely";
import type { Proof } from "../../contract/people/secondFactor.ts";
import type { Role } from "../../core/tasks/stage.ts";

/** The accounts library (better-auth) reads and writes this table and the next five. */
export interface PersonTable {
  id: string;
  name: string;
  email: string;
  emailVerified: number | boolean;
  image: string | null;
  createdAt: string | Date;
  updatedAt: string | Date;
  /** Signing in with a password asks for a code. */
  twoFactorEnabled: Generated<number | boolean>;
  /** To the minute; the library knows nothing of this column and those below. */
  lastSeenAt: string | null;
  /** 1: gets e-mail about new work. */
  wantsMail: Generated<number>;
  /** When they last got e-mail about new work. */
  workMailAt: string | null;
  /** When they last finished the tutorial, and when they wanted none. */
  tutorialFinishedAt: Generated<string | null>;
  tutorialSkippedAt: Generated<string | null>;
  /** 1: may make projects, also without leading one. */
  makesProjects: Generated<number>;
  /** Of the pages they work on (core/people/language); null: they chose none, and their browser says. */
  language: Generated<string | null>;
}

export interface SessionTable {
  id: string;
  expiresAt: string | Date;
  token: string;
  createdAt: string | Date;
  updatedAt: string | Date;
  ipAddress: string | null;
  userAgent: string | null;
  userId: string;
  /** By what it was opened; null: before this was stored. */
  proof: Generated<Proof | null>;
  /** When its person last gave their password again; the library knows nothing of it. */
  confirmedAt: Generated<string | null>;
}

export interface AccountTable {
  id: string;
  accountId: string;
  providerId: string;
  userId: string;
  accessToken: string | null;
  refreshToken: string | null;
  idToken: string | null;
  accessTokenExpiresAt: string | Date | null;
  refreshTokenExpiresAt: string | Date | null;
  scope: string | null;
  password: string | null;
  createdAt: string | Date;
  updatedAt: string | Date;
}

export interface VerificationTable {
  id: string;
  identifier: string;
  value: string;
  expiresAt: string | Date;
  createdAt: string | Date;
  updatedAt: string | Date;
}

/** An app that makes codes: one per person. */
export interface TwoFactorTable {
  id: string;
  userId: string;
  /** Encrypted with the installation's secret, and so are the backup codes. */
  secret: string;
  backupCodes: string;
  /** A code of it was given once; before, it asks for nothing. */
  verified: Generated<number | boolean>;
  /** The library's own count, which is not used: see server/accounts/guesses.ts. */
  failedVerificationCount: Generated<number>;
  lockedUntil: Generated<string | Date | null>;
  /** The last codes that were right, with spaces: each opens one session. The library knows nothing of this column. */
  spentCodes: Generated<string>;
}

/** A key on a person's device, of which this is the public half. */
export interface PasskeyTable {
  id: string;
  userId: string;
  name: string | null;
  credentialID: string;
  publicKey: string;
  counter: number;
  deviceType: string;
  backedUp: number | boolean;
  transports: string | null;
  aaguid: string | null;
  createdAt: string | Date;
}

/** A one-time link that sets a password (db/people/passwordLink). */
export interface PasswordLinkTable {
  /** Whoever reads the database cannot open the link. */
  tokenSha256: string;
  personId: string;
  /** The lead who made it; null: somebody at the command line. */
  madeBy: string | null;
  /** Of its person when it was made: once it is another one, the link has ended. */
  standing: string;
  /** Roles that its person gets by using it. */
  grantsJson: string;
  expiresAt: string;
}

/** How often a password or a code was guessed in vain in the last hour. */
export interface FailedTriesTable {
  /** The kind of secret, and the SHA-256 of whose it is. */
  name: string;
  failed: number;
  since: string;
}

/** Append-only: who came in, who was refused, and what opens doors. */
export interface SecurityEventTable {
  id: string;
  at: string;
  kind: string;
  /** Who did it; null where nobody is known. */
  personId: string | null;
  /** Whom it is about. */
  aboutId: string | null;
  /** Its row stays when the project goes. */
  aboutProject: string | null;
  /** Where the request came from; null at the command line. */
  address: string | null;
  detailsJson: string;
}

export interface MembershipTable {
  projectId: string;
  personId: string;
  role: Role;
  createdAt: string;
  /** Since when it gives no rights any more; null while it does. */
  endedAt: string | null;
}

/** A link that makes whoever opens it a member, once. */
export interface InvitationTable {
  id: string;
  projectId: string;
  /** The only person who may accept it; null: whoever holds the link. */
  email: string | null;
  rolesJson: string;
  /** Whoever reads the database cannot open the link. */
  tokenSha256: string;
  createdAt: string;
  /** null: somebody at the command line. */
  createdBy: string | null;
  expiresAt: string;
  acceptedAt: string | null;
  acceptedBy: string | null;
  revokedAt: string | null;
}

/** By what programs act for a person (db/people/accessToken). */
export interface AccessTokenTable {
  id: string;
  personId: string;
  name: string;
  /** SHA-256: whoever reads the database cannot use it. */
  hash: string;
  scopesJson: string;
  /** By what the session was opened in which it was made. */
  proof: Proof;
  createdAt: string;
  expiresAt: string;
  usedAt: string | null;
}
