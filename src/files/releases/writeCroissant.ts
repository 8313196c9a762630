/** What Croissant says about a release; its records are in a file of JSON lines, see `releaseLines`. */
export interface CroissantContent {
  title: string;
  description: string;
  /** ISO 8601. */
  at: string;
  number: number;
  citation: string;
  /** What is known about wrong and missing labels; null if nothing is. */
  limitations: string | null;
  /** As stated; null if nobody stated it. */
  licence: string | null;
  authors: readonly string[];
  lines: { fileName: string; sha256: string; bytes: number };
}

/**
 * Croissant 1.0 (JSON-LD) of a release: the file of its labels, and its fields.
 *
 * @see https://docs.mlcommons.org/croissant/docs/croissant-spec.html
 */
export function writeCroissant({
  title,
  description,
  at,
  number,
  citation,
  limitations,
  licence,
  authors,
  lines,
}: CroissantContent): string {
  const field = (name: string, dataType: string, what: string, isList = false) => ({
    "@type": "cr:Field",
    "@id": `images/${name}`,
    name,
    description: what,
    dataType,
    ...(isList ? { repeated: true } : {}),
    source: { fileObject: { "@id": "labels" }, extract: { column: name } },
  });
  const croissant = {
    "@context": context,
    "@type": "sc:Dataset",
    conformsTo: "http://mlcommons.org/croissant/1.0",
    name: title,
    description,
    datePublished: at,
    version: `${number}.0.0`,
    citeAs: citation,
    ...(licence === null ? {} : { license: licence }),
    ...(authors.length === 0 ? {} : { creator: authors.map((name) => ({ "@type": "sc:Person", name })) }),
    ...(limitations === null ? {} : { "rai:dataLimitations": limitations }),
    distribution: [
      {
        "@type": "cr:FileObject",
        "@id": "labels",
        name: "labels",
        description: "The labels of each image, as JSON lines.",
        contentUrl: lines.fileName,
        contentSize: `${lines.bytes} B`,
        encodingFormat: "application/jsonlines",
        sha256: lines.sha256,
      },
    ],
    recordSet: [
      {
        "@type": "cr:RecordSet",
        "@id": "images",
        name: "images",
        description: "An image with all of its labels.",
        key: { "@id": "images/image" },
        field: [
          field("image", "sc:Text", "The image's name in its dataset."),
          field("labels", "sc:Integer", "Indices in the label space, from 0, ascending.", true),
          field("keys", "sc:Text", "The labels' ids in the file of the label space.", true),
          field("names", "sc:Text", "The labels' names.", true),
          field(
            "provenance",
            "sc:Text",
            "How the labels came to be: agreed by annotators, refined by an expert.",
          ),
        ],
      },
    ],
  };
  return `${JSON.stringify(croissant, null, 2)}\n`;
}

/** The context of Croissant 1.0. */
const context = {
  "@language": "en",
  "@vocab": "https://schema.org/",
  citeAs: "cr:citeAs",
  column: "cr:column",
  conformsTo: "dct:conformsTo",
  cr: "http://mlcommons.org/croissant/",
  rai: "http://mlcommons.org/croissant/RAI/",
  data: { "@id": "cr:data", "@type": "@json" },
  dataType: { "@id": "cr:dataType", "@type": "@vocab" },
  dct: "http://purl.org/dc/terms/",
  equivalentProperty: "cr:equivalentProperty",
  examples: { "@id": "cr:examples", "@type": "@json" },
  extract: "cr:extract",
  field: "cr:field",
  fileProperty: "cr:fileProperty",
  fileObject: "cr:fileObject",
  fileSet: "cr:fileSet",
  format: "cr:format",
  includes: "cr:includes",
  isLiveDataset: "cr:isLiveDataset",
  jsonPath: "cr:jsonPath",
  key: "cr:key",
  md5: "cr:md5",
  parentField: "cr:parentField",
  path: "cr:path",
  recordSet: "cr:recordSet",
  references: "cr:references",
  regex: "cr:regex",
  repeated: "cr:repeated",
  replace: "cr:replace",
  samplingRate: "cr:samplingRate",
  sc: "https://schema.org/",
  separator: "cr:separator",
  source: "cr:source",
  subField: "cr:subField",
  transform: "cr:transform",
};
