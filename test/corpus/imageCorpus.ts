import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import type { ImageFailureReason } from "../../src/files/images/imageFailure.ts";
import type { ImageFormat } from "../../src/files/images/sniffImage.ts";
import { makePhoto } from "../../src/files/testing/makePhoto.ts";
import { makeTiff } from "../../src/files/testing/makeTiff.ts";
import { type Corners, flagColours, makeFlag } from "./flag.ts";

export type Expected =
  /** It goes in, and people see it so; `corners` undefined: whatever it shows. */
  | { in: ImageFormat; width: number; height: number; corners?: Corners }
  | { refused: ImageFailureReason }
  /** Its bytes are damaged, and may or may not be decoded: what goes in is shown. */
  | { either: true };

export interface CorpusEntry {
  /** The file's name. */
  name: string;
  content: Buffer;
  expected: Expected;
}

const flag = { width: 64, height: 48, corners: flagColours } as const;
const shown = (format: ImageFormat, size: { width: number; height: number; corners?: Corners } = flag) => ({
  in: format,
  width: size.width,
  height: size.height,
  ...(size.corners && { corners: size.corners }),
});
/** The lightness that libvips gives the flag's colours. */
const grey: Corners = [112, 153, 95, 208].map((light) => [light, light, light]);

/** Runs a list of makers one after the other, so that a failure names its line. */
async function entries(list: [name: string, content: Promise<Buffer> | Buffer, expected: Expected][]) {
  const made: CorpusEntry[] = [];
  for (const [name, content, expected] of list) made.push({ name, content: await content, expected });
  return made;
}

const transparent = makeFlag({ alpha: 0 });
const opaque = makeFlag({ alpha: 255 });
const white: Corners = flagColours.map(() => [255, 255, 255]);

/** Every kind of file that a camera, a phone, a scanner, a browser or a paint program writes. */
const soundFiles = () =>
  entries([
    ["jpeg.jpg", makeFlag().jpeg({ quality: 95 }).toBuffer(), shown("jpeg")],
    ["jpeg progressive.jpg", makeFlag().jpeg({ quality: 95, progressive: true }).toBuffer(), shown("jpeg")],
    [
      "jpeg 4:4:4.jpg",
      makeFlag().jpeg({ quality: 95, chromaSubsampling: "4:4:4" }).toBuffer(),
      shown("jpeg"),
    ],
    ["jpeg optimised.jpg", makeFlag().jpeg({ quality: 95, mozjpeg: true }).toBuffer(), shown("jpeg")],
    [
      "jpeg of quality 1.jpg",
      makeFlag().jpeg({ quality: 1 }).toBuffer(),
      shown("jpeg", { width: 64, height: 48 }),
    ],
    [
      "jpeg grey.jpg",
      makeFlag().greyscale().jpeg({ quality: 95 }).toBuffer(),
      shown("jpeg", { ...flag, corners: grey }),
    ],
    [
      "jpeg cmyk.jpg",
      makeFlag().toColourspace("cmyk").jpeg({ quality: 95 }).toBuffer(),
      shown("jpeg", { width: 64, height: 48 }),
    ],
    [
      "jpeg with profile.jpg",
      makeFlag().withIccProfile("p3").jpeg({ quality: 95 }).toBuffer(),
      shown("jpeg"),
    ],
    [
      "jpeg with XMP.jpg",
      makeFlag().withXmp("<x:xmpmeta xmlns:x='adobe:ns:meta/'/>").jpeg({ quality: 95 }).toBuffer(),
      shown("jpeg"),
    ],
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((orientation): [string, Promise<Buffer>, Expected] => [
      `jpeg orientation ${orientation}.jpg`,
      makeFlag({ orientation }).jpeg({ quality: 95 }).toBuffer(),
      shown("jpeg"),
    ]),
    ...[3, 6, 8].flatMap((orientation): [string, Promise<Buffer>, Expected][] => [
      [`png orientation ${orientation}.png`, makeFlag({ orientation }).png().toBuffer(), shown("png")],
      [
        `webp orientation ${orientation}.webp`,
        makeFlag({ orientation }).webp({ lossless: true }).toBuffer(),
        shown("webp"),
      ],
      [`tiff orientation ${orientation}.tif`, makeFlag({ orientation }).tiff().toBuffer(), shown("tiff")],
    ]),
    ["png.png", makeFlag().png().toBuffer(), shown("png")],
    ["png interlaced.png", makeFlag().png({ progressive: true }).toBuffer(), shown("png")],
    [
      "png grey.png",
      makeFlag().greyscale().toColourspace("b-w").png().toBuffer(),
      shown("png", { ...flag, corners: grey }),
    ],
    ["png palette.png", makeFlag().png({ palette: true }).toBuffer(), shown("png")],
    [
      "png palette of two colours.png",
      makeFlag().threshold().png({ palette: true, colours: 2 }).toBuffer(),
      shown("png", { width: 64, height: 48 }),
    ],
    ["png 16 bits.png", makeFlag().toColourspace("rgb16").png().toBuffer(), shown("png")],
    [
      "png grey 16 bits.png",
      makeFlag().greyscale().toColourspace("grey16").png().toBuffer(),
      shown("png", { ...flag, corners: grey }),
    ],
    ["png opaque alpha.png", opaque.clone().png().toBuffer(), shown("png")],
    ["png transparent.png", transparent.clone().png().toBuffer(), shown("png", { ...flag, corners: white })],
    [
      "png transparent palette.png",
      transparent.clone().png({ palette: true }).toBuffer(),
      shown("png", { ...flag, corners: white }),
    ],
    ["png with profile.png", makeFlag().withIccProfile("p3").png().toBuffer(), shown("png")],
    ["webp.webp", makeFlag().webp({ quality: 95 }).toBuffer(), shown("webp")],
    ["webp lossless.webp", makeFlag().webp({ lossless: true }).toBuffer(), shown("webp")],
    [
      "webp transparent.webp",
      transparent.clone().webp({ lossless: true }).toBuffer(),
      shown("webp", { ...flag, corners: white }),
    ],
    [
      "webp animated.webp",
      animation()
        .webp({ lossless: true, delay: [90, 90] })
        .toBuffer(),
      shown("webp"),
    ],
    ["gif.gif", makeFlag().gif().toBuffer(), shown("gif")],
    ["gif transparent.gif", transparent.clone().gif().toBuffer(), shown("gif", { ...flag, corners: white })],
    [
      "gif animated.gif",
      animation()
        .gif({ delay: [90, 90] })
        .toBuffer(),
      shown("gif"),
    ],
    ...(["none", "lzw", "deflate", "packbits"] as const).map(
      (compression): [string, Promise<Buffer>, Expected] => [
        `tiff ${compression}.tif`,
        makeFlag().tiff({ compression, predictor: "none" }).toBuffer(),
        shown("tiff"),
      ],
    ),
    [
      "tiff jpeg.tif",
      makeFlag().tiff({ compression: "jpeg", predictor: "none", quality: 95 }).toBuffer(),
      shown("tiff"),
    ],
    [
      "tiff tiled.tif",
      makeFlag().tiff({ tile: true, tileWidth: 16, tileHeight: 16 }).toBuffer(),
      shown("tiff"),
    ],
    [
      "tiff pyramid.tif",
      makeFlag({ width: 640, height: 480 }).tiff({ tile: true, pyramid: true }).toBuffer(),
      shown("tiff", { ...flag, width: 640, height: 480 }),
    ],
    ["tiff big.tif", makeFlag().tiff({ bigtiff: true }).toBuffer(), shown("tiff")],
    [
      "tiff 16 bits.tif",
      makeFlag().toColourspace("rgb16").tiff({ compression: "none", predictor: "none" }).toBuffer(),
      shown("tiff"),
    ],
    [
      "tiff of one bit.tif",
      makeFlag()
        .threshold()
        .toColourspace("b-w")
        .tiff({ bitdepth: 1, compression: "none", predictor: "none" })
        .toBuffer(),
      shown("tiff", { width: 64, height: 48 }),
    ],
    [
      "tiff white is zero.tif",
      makeFlag()
        .greyscale()
        .toColourspace("b-w")
        .tiff({ miniswhite: true, compression: "none", predictor: "none" })
        .toBuffer(),
      shown("tiff", { ...flag, corners: grey }),
    ],
    [
      "tiff cmyk.tif",
      makeFlag().toColourspace("cmyk").tiff({ compression: "none", predictor: "none" }).toBuffer(),
      shown("tiff", { width: 64, height: 48 }),
    ],
    [
      "tiff predictor.tif",
      makeFlag().tiff({ compression: "lzw", predictor: "horizontal" }).toBuffer(),
      shown("tiff"),
    ],
    ["avif.avif", makeFlag().avif({ quality: 95 }).toBuffer(), shown("avif")],
    ["avif lossless.avif", makeFlag().avif({ lossless: true }).toBuffer(), shown("avif")],
    [
      "avif transparent.avif",
      transparent.clone().avif({ lossless: true }).toBuffer(),
      shown("avif", { ...flag, corners: white }),
    ],
  ]);

/** Two frames: the flag, and black. */
function animation() {
  const frame = 64 * 48 * 3;
  const frames = Buffer.alloc(2 * frame);
  for (let at = 0; at < frame; at += 3) {
    const [x, y] = [(at / 3) % 64, Math.floor(at / 3 / 64)];
    frames.set(flagColours[(y < 24 ? 0 : 2) + (x < 32 ? 0 : 1)]!, at);
  }
  return sharp(frames, { raw: { width: 64, height: 96, channels: 3, pageHeight: 48 } });
}

/** From one pixel to a panorama. */
async function sizes(): Promise<CorpusEntry[]> {
  const made: CorpusEntry[] = [];
  for (const [width, height] of [
    [1, 1],
    [1, 300],
    [300, 1],
    [2, 2],
    [4000, 7],
    [7, 4000],
  ] as const) {
    for (const format of ["jpeg", "png", "webp", "tiff"] as const) {
      const content = await makeFlag({ width, height }).toFormat(format).toBuffer();
      made.push({
        name: `${width} x ${height}.${format}`,
        content,
        expected: { in: format, width, height },
      });
    }
  }
  return made;
}

/** Names as people and other systems write them. */
async function names(): Promise<CorpusEntry[]> {
  const jpeg = await makeFlag().jpeg({ quality: 95 }).toBuffer();
  const list = [
    "UPPER.JPG",
    "two.dots.jpeg",
    "spaces  in  it.jpg",
    " leading space.jpg",
    "-rf.jpg",
    "100 %.jpg",
    "%2e%2e%2f.jpg",
    "a#b?c&d=e.jpg",
    "quote'\".jpg",
    "<b>bold<.jpg",
    "semi;colon,comma.jpg",
    "=1+1.jpg",
    "emoji \u{1f436}\u{1f3fd}.jpg",
    "\u00e9 composed.jpg",
    "e\u0301 decomposed.jpg",
    "\u6f22\u5b57.jpg",
    "\u05e9\u05dc\u05d5\u05dd.jpg",
    `${"long".repeat(62)}.jpg`,
    "a...jpg.jpg",
    "CON.jpg",
    "__proto__.jpg",
  ];
  return list.map((name) => ({ name, content: jpeg, expected: shown("jpeg") }));
}

/** What phones and programs do to a JPEG without a pixel being lost; formats under another's name. */
async function oddButWhole(): Promise<CorpusEntry[]> {
  const jpeg = await makeFlag().jpeg({ quality: 95 }).toBuffer();
  const png = await makeFlag().png().toBuffer();
  const dqt = jpeg.indexOf(Buffer.from([0xff, 0xdb]));
  const comment = Buffer.from([0xff, 0xfe, 0, 7, ...Buffer.from("hello")]);
  const between = (bytes: Buffer | number[]) =>
    Buffer.concat([jpeg.subarray(0, dqt), Buffer.from(bytes), jpeg.subarray(dqt)]);
  return entries([
    ["bytes behind the end.jpg", Buffer.concat([jpeg, Buffer.from("SEFT and more")]), shown("jpeg")],
    ["a second picture behind the end.jpg", Buffer.concat([jpeg, jpeg]), shown("jpeg")],
    ["zeros behind the end.jpg", Buffer.concat([jpeg, Buffer.alloc(4096)]), shown("jpeg")],
    ["a comment.jpg", between(comment), shown("jpeg")],
    ["fill bytes.jpg", between([0xff, 0xff, 0xff]), shown("jpeg")],
    ["an end marker that is missing.jpg", jpeg.subarray(0, -2), shown("jpeg")],
    ["bytes behind the end.png", Buffer.concat([png, Buffer.from("and more")]), shown("png")],
    ["a png.jpg", png, shown("png")],
    ["a jpeg.png", jpeg, shown("jpeg")],
    ["a webp.gif", makeFlag().webp({ lossless: true }).toBuffer(), shown("webp")],
    ["a gif.tif", makeFlag().gif().toBuffer(), shown("gif")],
  ]);
}

/** Cut, flipped and zeroed. A format with checksums, or without its end, is refused; the others may go either way. */
async function damaged(): Promise<CorpusEntry[]> {
  // Waves, so that each part of the file holds a part of the picture.
  const waves = makePhoto(200, 150);
  const whole: [ImageFormat, Buffer, boolean][] = [
    ["jpeg", await waves.clone().jpeg({ quality: 95 }).toBuffer(), false],
    ["png", await waves.clone().png({ compressionLevel: 0 }).toBuffer(), true],
    ["webp", await waves.clone().webp({ lossless: true }).toBuffer(), false],
    ["gif", await waves.clone().gif().toBuffer(), false],
    ["tiff", await waves.clone().tiff({ compression: "none", predictor: "none" }).toBuffer(), false],
    ["avif", await waves.clone().avif({ quality: 95 }).toBuffer(), false],
  ];
  const made: CorpusEntry[] = [];
  for (const [format, bytes, hasChecksums] of whole) {
    const add = (name: string, content: Buffer, expected: Expected) =>
      made.push({ name: `${name}.${format}`, content, expected });
    for (const share of [0.1, 0.5, 0.9])
      add(`cut at ${share * 100} %`, bytes.subarray(0, bytes.length * share), { refused: "damaged" });
    add("header only", bytes.subarray(0, 16), { refused: "damaged" });
    const flipped = Buffer.from(bytes);
    const middle = bytes.length >> 1;
    for (let at = middle; at < middle + 40; at++) flipped[at]! ^= 0xff;
    add("flipped bits", flipped, hasChecksums ? { refused: "damaged" } : { either: true });
    const zeroed = Buffer.from(bytes).fill(0, middle);
    add(
      "half of it zero",
      zeroed,
      hasChecksums || format === "jpeg" ? { refused: "damaged" } : { either: true },
    );
  }
  // Zeros are a picture to a JPEG decoder: where there are enough of them, it warns of nothing.
  const jpeg = await makeFlag({ width: 200, height: 150 }).jpeg({ quality: 95 }).toBuffer();
  made.push({
    name: "filled up with zeros.jpg",
    content: Buffer.concat([jpeg.subarray(0, jpeg.length / 2), Buffer.alloc(jpeg.length)]),
    expected: { refused: "damaged" },
  });
  return made;
}

const text = (content: string) => Buffer.from(content, "latin1");

/** What is no photo, under a photo's name. */
const disguised = () =>
  entries([
    ["nothing.jpg", Buffer.alloc(0), { refused: "empty" }],
    ["one byte.jpg", Buffer.from([0xff]), { refused: "not-an-image" }],
    ["zeros.jpg", Buffer.alloc(1000), { refused: "not-an-image" }],
    ["a list.png", text("milk, bread"), { refused: "not-an-image" }],
    ["a page.jpg", text("<!doctype html><script>alert(1)</script>"), { refused: "not-an-image" }],
    ["a program.jpg", text("\x7fELF\x02\x01\x01"), { refused: "not-an-image" }],
    ["an archive.jpg", text("PK\x03\x04"), { refused: "not-an-image" }],
    ["a film.jpg", text("\0\0\0\x18ftypmp42\0\0\0\0mp42isom"), { refused: "not-an-image" }],
    [
      "a pointer.jpg",
      text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"),
      { refused: "not-an-image" },
    ],
    [
      "a drawing.jpg",
      text('<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/passwd"/></svg>'),
      { refused: "unsupported-format" },
    ],
    [
      "a drawing with a prolog.png",
      text('<?xml version="1.0"?>\n<!-- x -->\n<svg width="9" height="9"/>'),
      { refused: "unsupported-format" },
    ],
    ["a document.jpg", text("%PDF-1.7"), { refused: "unsupported-format" }],
    ["a phone's.jpg", text("\0\0\0\x18ftypheic\0\0\0\0mif1heic"), { refused: "unsupported-format" }],
    ["a bitmap.png", text("BM\x36\0\0\0"), { refused: "unsupported-format" }],
    ["a layered one.png", text("8BPS\0\x01"), { refused: "unsupported-format" }],
    ["a jxl.jpg", text("\xff\x0a\0\0"), { refused: "unsupported-format" }],
    ["a jp2.jpg", text("\0\0\0\x0cjP  \r\n\x87\n"), { refused: "unsupported-format" }],
    ["a drawing behind a jpeg's beginning.jpg", text("\xff\xd8\xff<svg/>"), { refused: "damaged" }],
    ["a drawing behind a tiff's beginning.tif", text("II*\0<svg/>"), { refused: "damaged" }],
    ...(["float32", "float64", "int16", "int32", "uint32"] as const).map(
      (sample): [string, Buffer, Expected] => [
        `samples of ${sample}.tif`,
        makeTiff(sample, { width: 2, height: 2, channels: 1 }, [0, 1, 2, 3]),
        { refused: sample === "float64" ? "damaged" : "unsupported-format" },
      ],
    ),
  ]);

/** A PNG that says to be as large as is wanted and holds a few bytes. */
function claimPng(width: number, height: number, extra: Buffer[] = []): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const chunks = [
    pngChunk("IHDR", header),
    ...extra,
    pngChunk("IDAT", deflateSync(Buffer.alloc(100))),
    pngChunk("IEND", Buffer.alloc(0)),
  ];
  return Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), ...chunks]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  chunk.set(body, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

/** Small files that would fill the memory. */
async function bombs(): Promise<CorpusEntry[]> {
  const frame = (jpeg: Buffer, side: number) => {
    const bomb = Buffer.from(jpeg);
    const at = bomb.indexOf(Buffer.from([0xff, 0xc0])) + 5;
    bomb.writeUInt16BE(side, at);
    bomb.writeUInt16BE(side, at + 2);
    return bomb;
  };
  const gif = await makeFlag().gif().toBuffer();
  const wide = Buffer.from(gif);
  wide.writeUInt16LE(60_000, 6);
  wide.writeUInt16LE(60_000, 8);
  const text = Buffer.concat([Buffer.from("Comment\0\0", "latin1"), deflateSync(Buffer.alloc(50e6))]);
  return entries([
    [
      "256 megapixels.png",
      makeFlag().resize(16_000, 16_000, { kernel: "nearest" }).png().toBuffer(),
      { refused: "too-many-pixels" },
    ],
    [
      "256 megapixels of one bit.tif",
      makeFlag()
        .threshold()
        .toColourspace("b-w")
        .resize(16_000, 16_000, { kernel: "nearest" })
        .tiff({ bitdepth: 1, compression: "deflate", predictor: "none" })
        .toBuffer(),
      { refused: "too-many-pixels" },
    ],
    ["says 2 billion pixels.png", claimPng(50_000, 40_000), { refused: "too-many-pixels" }],
    ["says more pixels than there are numbers.png", claimPng(2 ** 31 - 1, 2 ** 31 - 1), { either: true }],
    [
      "says 4 billion pixels.jpg",
      frame(await makeFlag().jpeg().toBuffer(), 65_500),
      { refused: "too-many-pixels" },
    ],
    ["says 3 billion pixels.gif", wide, { either: true }],
    ["50 MB of text in a few bytes.png", claimPng(64, 48, [pngChunk("zTXt", text)]), { either: true }],
  ]);
}

/**
 * Files that import meets, good and bad, made anew each time: in each folder of files some are like these.
 *
 * @returns entries with different names, in no order that matters
 */
export async function makeImageCorpus(): Promise<CorpusEntry[]> {
  const parts = [soundFiles, sizes, names, oddButWhole, damaged, disguised, bombs];
  const made: CorpusEntry[] = [];
  for (const part of parts) made.push(...(await part()));
  return made;
}
