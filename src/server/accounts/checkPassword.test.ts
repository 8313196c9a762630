import { expect, it } from "vitest";
import { checkPassword } from "./checkPassword.ts";

const about = ["Ada Lovelace", "ada@analytical.example"];

it.each([
  ["too short", "eleven char"],
  ["too long", "x7 ".repeat(43)],
])("refuses what is %s", async (_, password) => {
  await expect(checkPassword(password, about)).rejects.toThrow("12 to 128 characters");
});

it.each([
  "password1234",
  "Password123!",
  "passwordpassword",
  "123456789012",
  "qwertyuiop12",
  "aaaaaaaaaaaa",
  "iloveyou1234",
  "1q2w3e4r5t6y",
  "administrator",
  "p4$$w0rd1234",
  "multilabelfy2026",
  "ada@analytical",
  "Lovelace1234",
  "abababababababab",
])("refuses %s, which is guessed first", async (password) => {
  await expect(checkPassword(password, about)).rejects.toMatchObject({
    code: "bad-request",
    message: expect.stringContaining("guessed first"),
  });
});

it.each([12, 64, 128])("takes %i characters, of any kind", async (length) => {
  const text = "Üben 漢字 🍋 fröhlich mauve tractor lemon ".repeat(4);
  const password = `${text.slice(0, length - 1)}x`;
  expect(password).toHaveLength(length);
  await expect(checkPassword(password, about)).resolves.toBeUndefined();
});

it.each(["quite another one", "mauve tractor lemon", "xkfu-wmbd-qprs", "Üben macht Fröhlich"])(
  "takes %s",
  async (password) => {
    await expect(checkPassword(password, about)).resolves.toBeUndefined();
  },
);
