import { Link } from "@tanstack/react-router";
import type { DriftNote } from "../../contract/people/drift.ts";
import { words } from "../words/words.ts";
import { describeNote } from "./format/formatDrift.ts";
import { useProject } from "./shell/useProject.ts";

const texts = words.drift;

/** Whose work has changed: who, in what, since when, and what to do. */
export function DriftLines({
  notes,
  className,
}: {
  notes: readonly DriftNote[];
  className?: string | undefined;
}) {
  const project = useProject();
  return notes.map((note) => (
    <p key={`${note.person.id} ${note.measure}`} className={className}>
      <strong>{note.person.name}</strong>: {describeNote(note)}. {texts.acts[note.measure]}{" "}
      <Link to="/p/$project/people/$person" params={{ project: project.id, person: note.person.id }}>
        {texts.look}
      </Link>
    </p>
  ));
}
