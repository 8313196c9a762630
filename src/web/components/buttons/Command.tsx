import { writeCommand } from "../../../contract/writeCommand.ts";
import { useSession } from "../../client/session/session.ts";
import { useProject } from "../shell/useProject.ts";
import { CommandLine } from "./CommandLine.tsx";

/**
 * A command to type in a terminal beside the server, as the server was started.
 *
 * @param call the command and its arguments, without the program
 * @param isOfProject whether it acts on the page's project, which is named if there are several
 */
export function Command({ call, isOfProject = true }: { call: string; isOfProject?: boolean }) {
  const project = useProject();
  const { commandLine } = useSession();
  const line = writeCommand(
    commandLine ?? { program: "multilabelfy", options: "", needsProject: false },
    call,
    isOfProject ? project.name : undefined,
  );
  return <CommandLine line={line} />;
}
