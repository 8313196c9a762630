/** The most that goes into one shard of a dataset. */
export interface ShardSize {
  images: number;
  bytes: number;
}

export const defaultShardSize: ShardSize = { images: 10_000, bytes: 1e9 };

/**
 * Cuts a stream into shards without holding one in memory: each is read to its end before the next begins. A shard ends
 * before it would exceed the number of images, and with the image that reaches the limit of bytes.
 *
 * @param sizeOf called with each item once it has been read
 */
export async function* inShards<Item>(
  items: AsyncIterable<Item>,
  { images, bytes }: ShardSize,
  sizeOf: (item: Item) => number,
): AsyncGenerator<AsyncGenerator<Item>> {
  const source = items[Symbol.asyncIterator]();
  try {
    let next = await source.next();
    while (!next.done) {
      yield (async function* shard() {
        let [count, size] = [0, 0];
        while (!next.done && count < images && size < bytes) {
          count += 1;
          size += sizeOf(next.value);
          yield next.value;
          next = await source.next();
        }
      })();
    }
  } finally {
    await source.return?.();
  }
}
