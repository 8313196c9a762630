import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../files/testing/temporaryFolder.ts";
import { folderStorage, readOnlyFolder } from "./folderStorage.ts";
import { memoryStorage } from "./testing/memoryStorage.ts";
import { testStorage } from "./testing/testStorage.ts";

const folder = await temporaryFolder();
let made = 0;

testStorage("a folder", async () => folderStorage(join(folder, `${made++}`)));
testStorage("a storage without a disk", async () => memoryStorage());

test.skipIf(process.platform === "win32")(
  "its owner may put a part of a folder elsewhere; what is imported leads nowhere out of its own",
  async () => {
    const [root, elsewhere] = [join(folder, "linked"), join(folder, "elsewhere")];
    await mkdir(root, { recursive: true });
    await mkdir(join(elsewhere, "p"), { recursive: true });
    await writeFile(join(elsewhere, "p", "a.jpg"), "a");
    await writeFile(join(folder, "outside"), "a secret");
    await symlink(elsewhere, join(root, "files"));
    await symlink(join(folder, "outside"), join(elsewhere, "p", "b.jpg"));
    const storage = folderStorage(root);
    expect(await Array.fromAsync(storage.list(""))).toEqual(["files/p/a.jpg", "files/p/b.jpg"]);
    expect(await storage.stat("files/p/b.jpg")).toMatchObject({ bytes: 8 });
    for (const part of [storage.within("files/p"), readOnlyFolder(join(elsewhere, "p"))]) {
      expect(await part.stat("a.jpg")).toMatchObject({ bytes: 1 });
      expect([await part.stat("b.jpg"), await part.open("b.jpg"), await part.localFile("b.jpg")]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    }
  },
);

test("a folder inside of a storage has a key; any other has none", () => {
  const storage = folderStorage(join(folder, "data"));
  expect(storage.keyOf(join(folder, "data", "files", "p"))).toBe("files/p");
  for (const other of [folder, join(folder, "data"), join(folder, "database")])
    expect(storage.keyOf(other)).toBeUndefined();
});
