interface Cited {
  project: string;
  number: number;
  name: string;
  /** When it was made, ISO 8601. */
  at: string;
  sha256: string;
  /** Its authors; empty or missing if nobody stated them. */
  authors?: readonly string[];
}

/** A release's citation, in a sentence or two. */
export const citeRelease = ({ project, number, name, at, sha256, authors = [] }: Cited): string =>
  `${authors.length > 0 ? `${authors.join("; ")}: ` : ""}${project}, release ${number} (“${name}”), ${at.slice(0, 10)}. Labels with SHA-256 ${sha256}.`;
