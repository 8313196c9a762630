/** A figure, its table, and its files. */
export const figures = {
  aFigure: (title: string) => `${title}, a figure`,
  download: (title: string) => `Download: ${title}`,
  svg: "SVG",
  png: "PNG",
  csv: "CSV",
  spreadsheet: "CSV for a spreadsheet",
  spreadsheetMeans: "An apostrophe before text that would run as a formula",
  table: (rows: string) => `The numbers (${rows})`,
  first: (shown: string, all: string) => `The first ${shown} of ${all} rows; the CSV has all of them.`,
  show: (what: string) => `Show the images ${what}`,
  noPng: "This browser could not draw the PNG. Download the SVG instead.",
} as const;
