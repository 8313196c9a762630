/** The columns of Votes CSV, and other programs' names for them. */
export const voteColumns = {
  required: ["image", "label", "annotator", "answer"],
  aliases: {
    image: ["filename", "image_name", "file", "path", "file_name", "image_id"],
    label: ["class", "category"],
    annotator: ["annotator_id", "rater", "rater_id", "worker", "worker_id", "user", "user_id", "person"],
    answer: ["response", "vote", "judgement", "judgment"],
  },
};
