import type { Cells } from "../../core/audit/cells.ts";

/** A range of rows, each compared with each of a range of columns; both ranges are contiguous in memory. */
export interface Block {
  row: number;
  rows: number;
  column: number;
  columns: number;
}

/** Maximum number of rows and columns of a block. */
const [blockRows, blockColumns] = [1024, 4096];

/** All pairs of rows; or each row with each of `others`. */
export function* allBlocks(images: number, others?: number): Generator<Block> {
  for (let row = 0; row < images; row += blockRows) {
    const first = others === undefined ? row - (row % blockColumns) : 0;
    yield* split({ row, rows: Math.min(blockRows, images - row) }, first, others ?? images);
  }
}

/** Pairs of rows in the same cell or in neighbouring cells. */
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
