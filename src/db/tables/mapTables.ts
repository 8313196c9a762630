// Where in images models see labels.

/** A model's maps of an image, packed (see core/maps/labelMaps); or why it has none. */
export interface LabelMapTable {
  imageId: string;
  modelId: string;
  maps: Buffer | null;
  failure: string | null;
  createdAt: string;
}
