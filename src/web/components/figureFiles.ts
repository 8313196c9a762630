/** Pixels of a picture per unit of the figure: sharp in print. */
const scale = 3;

export function toSvgFile(svg: SVGSVGElement): Blob {
  return new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });
}

/** On white: a figure without ground is unreadable in half of all documents. */
export async function toPng(svg: SVGSVGElement): Promise<Blob> {
  const image = new Image();
  const address = URL.createObjectURL(toSvgFile(svg));
  try {
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Number(svg.getAttribute("width")) * scale;
    canvas.height = Number(svg.getAttribute("height")) * scale;
    const pen = canvas.getContext("2d")!;
    pen.fillStyle = "white";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture could not be made."))));
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** RFC 4180. A spreadsheet takes a cell that begins with =, +, - or @ for a formula: names get an apostrophe before. */
export function toCsv(rows: readonly (readonly (string | number | null)[])[]): Blob {
  const cell = (value: string | number | null) => {
    if (typeof value !== "string") return String(value ?? "");
    const plain = /^[=+\-@\t]/.test(value) ? `'${value}` : value;
    return /[",\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  };
  const text = rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
  return new Blob([text], { type: "text/csv;charset=utf-8" });
}
