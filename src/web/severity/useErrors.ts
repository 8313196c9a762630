import { type ErrorView, getError, getNextError, type Rating, rateError } from "../../contract/severity.ts";
import { call } from "../client/call.ts";
import { words } from "../words/words.ts";
import { useOneByOne } from "../workShell/useOneByOne.ts";

const texts = words.severity;

type Form = Pick<Rating, "cause" | "comment"> & { severity: Rating["severity"] | null };
const blank: Form = { severity: null, cause: null, comment: "" };

/** An expert's way through the errors. */
export function useErrors({ project }: { project: string }) {
  const { setProblem, send, ...errors } = useOneByOne<ErrorView, Form>({
    project,
    idOf: ({ id }) => id,
    formOf: (view) => view?.rating ?? blank,
    next: () => call(getNextError, { params: { project } }),
    read: (error) => call(getError, { params: { error } }),
  });

  function submit() {
    const { severity, cause, comment } = errors.form;
    if (!errors.view) return;
    if (severity === null) return setProblem(texts.rateFirst);
    void send(
      ({ id, revision }, sent) =>
        call(rateError, { params: { error: id }, body: { ...sent, revision, severity, cause, comment } }),
      texts.saved(texts.severities[severity]),
    );
  }

  return { ...errors, submit };
}

export type RatingErrors = ReturnType<typeof useErrors>;
