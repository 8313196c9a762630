import { unzipSync } from "fflate";
import { Failure } from "../contract/failure.ts";
import { answerNames, VotesCollector } from "./collectVotes.ts";
import { readFileBytes } from "./readFileBytes.ts";
import { type NpyArray, readNpy } from "./readNpy.ts";
import type { Votes } from "./votes.ts";

const bad = (message: string) => new Failure("bad-file", message);

/**
 * Reads the votes behind the ReaL labels (Beyer et al. 2020, github.com/google-research/reassessed-imagenet): the arrays
 * `tensor` [raters, questions, 3], each answer one-hot as no, maybe, yes and all zero where it was not asked;
 * `info` [questions, 2], image and class; `ids` [raters].
 *
 * @throws Failure `bad-file` with the array, `not-found`
 */
export async function readVotesNpz(file: string): Promise<Votes> {
  const read = await readFileBytes(file);
  if (!read.ok)
    throw new Failure(read.reason === "missing" ? "not-found" : "bad-file", `${file}: ${read.message}`);
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(read.bytes);
  } catch {
    throw bad(`${file} is not readable as .npz, a zip file of arrays. Copy it again from its source.`);
  }
  return toVotes(file, (name) => {
    const bytes = entries[`${name}.npy`];
    if (!bytes) throw bad(`${file} has no array "${name}". Votes are the arrays tensor, info and ids.`);
    return readNpy(bytes, name);
  });
}

function toVotes(file: string, readArray: (name: string) => NpyArray): Votes {
  const tensor = readArray("tensor");
  const info = readArray("info");
  const ids = readArray("ids");
  const [raters = 0, questions = 0, answers] = tensor.shape;
  const hasShapes =
    tensor.shape.length === 3 &&
    answers === 3 &&
    info.shape.join() === `${questions},2` &&
    ids.shape.join() === `${raters}`;
  if (!hasShapes || typeof tensor.values[0] === "string") {
    const shapes = [tensor, info, ids].map(({ shape }) => `[${shape.join(", ")}]`).join(", ");
    throw bad(
      `The arrays tensor, info and ids have the shapes ${shapes}. They must be [raters, questions, 3] of numbers, [questions, 2] and [raters].`,
    );
  }
  const votes = new VotesCollector(file);
  for (let question = 0; question < questions; question++) {
    for (let rater = 0; rater < raters; rater++) {
      const start = 3 * (rater * questions + question);
      const oneHot = [0, 1, 2].map((answer) => tensor.values[start + answer]);
      if (oneHot.every((value) => value === 0)) continue;
      const answer = oneHot.indexOf(1);
      if (answer === -1 || oneHot.some((value, at) => value !== (at === answer ? 1 : 0))) {
        throw bad(
          `The array tensor, rater ${rater}, question ${question}: ${oneHot.join(", ")} is neither one-hot nor all zero.`,
        );
      }
      const [image, label] = [info.values[2 * question], info.values[2 * question + 1]].map(String);
      votes.add(image!, label!, String(ids.values[rater]), answerNames[answer]!, question + 1);
    }
  }
  return votes.finish();
}
