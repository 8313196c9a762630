/** Licences that labels are often given: the SPDX id, and what the Hugging Face Hub calls it. */
const onTheHub: Record<string, string> = {
  "CC0-1.0": "cc0-1.0",
  "CC-BY-4.0": "cc-by-4.0",
  "CC-BY-SA-4.0": "cc-by-sa-4.0",
  "CC-BY-NC-4.0": "cc-by-nc-4.0",
  "CC-BY-NC-SA-4.0": "cc-by-nc-sa-4.0",
  "CC-BY-ND-4.0": "cc-by-nd-4.0",
  "CC-BY-NC-ND-4.0": "cc-by-nc-nd-4.0",
  "ODbL-1.0": "odbl",
  "PDDL-1.0": "pddl",
  "ODC-By-1.0": "odc-by",
  "CDLA-Permissive-2.0": "cdla-permissive-2.0",
  "CDLA-Sharing-1.0": "cdla-sharing-1.0",
  MIT: "mit",
  "Apache-2.0": "apache-2.0",
  "BSD-3-Clause": "bsd-3-clause",
};

export const knownLicences: readonly string[] = Object.keys(onTheHub);

/** What a licence is called by others; null where it has no such name. */
export interface LicenceNames {
  spdx: string | null;
  hub: string | null;
}

/** @param licence as somebody typed it */
export function namesOfLicence(licence: string): LicenceNames {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[\s_]+/g, "-");
  const spdx = knownLicences.find((known) => plain(known) === plain(licence)) ?? null;
  return { spdx, hub: spdx && onTheHub[spdx]! };
}

/** Under which licence a release's labels are given, and whose they are, as it was stated when it was made. */
export interface Publishing {
  licence: string | null;
  authors: readonly string[];
}

/** @param protocol of a release; earlier ones state nothing */
export const publishingOf = ({ licence, authors }: Record<string, unknown>): Publishing => ({
  licence: typeof licence === "string" ? licence : null,
  authors: Array.isArray(authors) ? authors.filter((name) => typeof name === "string") : [],
});
