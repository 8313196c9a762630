import type { Cells } from "../../core/audit/cells.ts";

/** Rows, and others with each of which each of them is compared; both follow each other in memory. */
export interface Block {
  row: number;
  rows: number;
  column: number;
  columns: number;
}

/** Sides of the blocks in which pairs are compared. */
const [blockRows, blockColumns] = [1024, 4096];

/** All pairs of rows; or those of each row with each of so many others. */
export function* allBlocks(images: number, others?: number): Generator<Block> {
  for (let row = 0; row < images; row += blockRows) {
    const first = others === undefined ? row - (row % blockColumns) : 0;
    yield* split({ row, rows: Math.min(blockRows, images - row) }, first, others ?? images);
  }
}

/** Pairs of rows that are in one cell, or in cells that are near each other. */
export function* cellBlocks({ starts, near }: Pick<Cells, "starts" | "near">): Generator<Block> {
  for (const [cell, other] of near) {
    const end = starts[cell + 1]!;
    for (let row = starts[cell]!; row < end; row += blockRows)
      yield* split({ row, rows: Math.min(blockRows, end - row) }, starts[other]!, starts[other + 1]!);
  }
}

function* split(some: Pick<Block, "row" | "rows">, from: number, end: number): Generator<Block> {
  for (let column = from; column < end; column += blockColumns)
    yield { ...some, column, columns: Math.min(blockColumns, end - column) };
}
