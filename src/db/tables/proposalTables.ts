// What models said of images.

export interface ModelTable {
  id: string;
  name: string;
  /** Of the ONNX file; of a model whose scores were computed elsewhere, of the scores. */
  sha256: string;
  /** "null" for a model whose scores were computed elsewhere (see scoreImport). */
  cardJson: string;
  createdAt: string;
}

/** A model's top labels of an image, packed (see core/proposals/packRanking); or why it has none. */
export interface PredictionTable {
  imageId: string;
  modelId: string;
  ranking: Buffer | null;
  failure: string | null;
  createdAt: string;
}

/**
 * An image that a process has a model look at now; or, where that process died, looked at when it did. It goes when the
 * process has looked, and lives.
 */
export interface TrialTable {
  imageId: string;
  modelId: string;
  /** How often it was the only one under way. */
  alone: number;
  /** When that was last; null where a server of an earlier version wrote it. */
  at: string | null;
}

/**
 * Scores of a model that were computed elsewhere. Its predictions count from `completedAt` on: an import that was
 * killed half-way leaves rows that nobody reads, and goes on when it is run again.
 */
export interface ScoreImportTable {
  projectId: string;
  modelId: string;
  /** The files and options (actions/proposals/importPredictions): only the same ones continue an import. */
  sourceJson: string;
  /** Rows of the file that are stored. */
  rowsDone: number;
  /** 0: the model gave only the order of its labels. */
  hasScores: number;
  createdAt: string;
  completedAt: string | null;
}

export interface ProposalTable {
  imageId: string;
  version: number;
  /** Ranked labels, scores and the models that named them, packed (see core/proposals/packRanking). */
  ranking: Buffer;
  /** The models whose bits `ranking` names, in the order of the bits. */
  modelIdsJson: string;
  /** core/proposals/proposalMethod; null: made by one model, before this was stored. */
  methodJson: string | null;
  createdAt: string;
}
