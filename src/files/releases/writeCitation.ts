import { namesOfLicence } from "../../core/releases/licence.ts";

/** What a citation file says about a release. */
export interface CitationContent {
  project: string;
  number: number;
  name: string;
  /** When it was made, ISO 8601. */
  at: string;
  sha256: string;
  images: number;
  labels: number;
  licence: string | null;
  authors: readonly string[];
}

/**
 * `CITATION.cff` of a release, in version 1.2.0 of the format. An author is one name, of a person or a group, as given:
 * which part is the family name is not guessed. The format requires an author: if none is stated, it is the project's
 * people. A licence is included if it has an SPDX id.
 *
 * @returns the file's text
 * @see https://github.com/citation-file-format/citation-file-format/blob/main/schema-guide.md
 */
export function writeCitation({
  project,
  number,
  name,
  at,
  sha256,
  images,
  labels,
  licence,
  authors,
}: CitationContent): string {
  const spdx = licence === null ? null : namesOfLicence(licence).spdx;
  const names = authors.length > 0 ? authors : [`The people of ${project}`];
  const abstract = `${name}: all labels that people found valid of ${images} images, ${labels} labels in all. SHA-256 of the labels: ${sha256}.`;
  return `cff-version: 1.2.0
message: ${quoted("If you use these labels, cite them as below.")}
type: dataset
title: ${quoted(`${project}, release ${number}`)}
version: ${quoted(String(number))}
date-released: ${quoted(at.slice(0, 10))}
authors:
${names.map((author) => `- name: ${quoted(author)}`).join("\n")}
abstract: ${quoted(abstract)}
${spdx === null ? "" : `license: ${spdx}\n`}`;
}

/** YAML reads double-quoted text as JSON does. */
const quoted = (text: string) => JSON.stringify(text);
