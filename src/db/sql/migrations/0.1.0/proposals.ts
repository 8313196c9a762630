import type { ColumnTypes } from "./columnTypes.ts";

/** Models, what they say of images and see in them, and the labels that are proposed. */
export const proposals = ({ blob }: ColumnTypes): string[] => [
  `CREATE TABLE "model" (
    "id" TEXT PRIMARY KEY, "name" TEXT NOT NULL, "sha256" TEXT NOT NULL UNIQUE, "cardJson" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL)`,
  `CREATE TABLE "scoreImport" (
    "projectId" TEXT NOT NULL REFERENCES "project" ("id"),
    "modelId" TEXT NOT NULL REFERENCES "model" ("id"), "sourceJson" TEXT NOT NULL,
    "rowsDone" INTEGER NOT NULL, "hasScores" INTEGER NOT NULL, "createdAt" TEXT NOT NULL,
    "completedAt" TEXT, PRIMARY KEY ("projectId", "modelId"))`,
  `CREATE TABLE "prediction" (
    "imageId" TEXT NOT NULL REFERENCES "image" ("id"), "modelId" TEXT NOT NULL REFERENCES "model" ("id"),
    "ranking" ${blob}, "failure" TEXT, "createdAt" TEXT NOT NULL, PRIMARY KEY ("imageId", "modelId"))`,
  `CREATE INDEX "predictionOfModel" ON "prediction" ("modelId", "imageId")`,
  `CREATE TABLE "proposal" (
    "imageId" TEXT PRIMARY KEY REFERENCES "image" ("id"), "version" INTEGER NOT NULL,
    "ranking" ${blob} NOT NULL, "modelIdsJson" TEXT NOT NULL, "createdAt" TEXT NOT NULL,
    "methodJson" TEXT)`,
  `CREATE INDEX "proposalByTime" ON "proposal" ("createdAt")`,
  `CREATE TABLE "trial" (
    "imageId" TEXT NOT NULL REFERENCES "image" ("id"), "modelId" TEXT NOT NULL REFERENCES "model" ("id"),
    "alone" INTEGER NOT NULL, PRIMARY KEY ("imageId", "modelId"))`,
  `CREATE TABLE "embeddingSet" (
    "projectId" TEXT NOT NULL REFERENCES "project" ("id"),
    "modelId" TEXT NOT NULL REFERENCES "model" ("id"), "output" TEXT NOT NULL, "size" INTEGER NOT NULL,
    "sourceJson" TEXT, "rowsDone" INTEGER NOT NULL DEFAULT 0, "createdAt" TEXT NOT NULL,
    "completedAt" TEXT, PRIMARY KEY ("projectId", "modelId"))`,
  `CREATE TABLE "embeddingChunk" (
    "projectId" TEXT NOT NULL, "modelId" TEXT NOT NULL, "number" INTEGER NOT NULL,
    "imageIdsJson" TEXT NOT NULL, "vectors" ${blob} NOT NULL,
    PRIMARY KEY ("projectId", "modelId", "number"),
    FOREIGN KEY ("projectId", "modelId") REFERENCES "embeddingSet" ("projectId", "modelId"))`,
  `CREATE TABLE "embedding" (
    "imageId" TEXT NOT NULL REFERENCES "image" ("id"), "modelId" TEXT NOT NULL REFERENCES "model" ("id"),
    "chunk" INTEGER, "failure" TEXT, PRIMARY KEY ("imageId", "modelId"))`,
  `CREATE TABLE "labelMap" (
    "imageId" TEXT NOT NULL REFERENCES "image" ("id"), "modelId" TEXT NOT NULL REFERENCES "model" ("id"),
    "maps" ${blob}, "failure" TEXT, "createdAt" TEXT NOT NULL, PRIMARY KEY ("imageId", "modelId"))`,
];
