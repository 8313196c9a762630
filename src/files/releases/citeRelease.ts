interface Cited {
  project: string;
  number: number;
  name: string;
  /** When it was made, ISO 8601. */
  at: string;
  sha256: string;
  /** Whose it is; nothing where nobody said. */
  authors?: readonly string[];
}

/** How a release is cited, in a sentence or two. */
export const citeRelease = ({ project, number, name, at, sha256, authors = [] }: Cited): string =>
  `${authors.length > 0 ? `${authors.join("; ")}: ` : ""}${project}, release ${number} (“${name}”), ${at.slice(0, 10)}. Labels with SHA-256 ${sha256}.`;
