import type { Command } from "commander";
import { addVotesAggregate } from "./votesAggregate.ts";
import { addVotesAgreement } from "./votesAgreement.ts";
import { addVotesConvert } from "./votesConvert.ts";
import { addVotesReplay } from "./votesReplay.ts";
import { addVotesSettle } from "./votesSettle.ts";

export function addVotesCommands(program: Command): void {
  const votes = program
    .command("votes")
    .description(
      "agreement between annotators, and labels from their votes, of any file of votes or of a project",
    )
    .helpCommand(false);
  addVotesAgreement(votes);
  addVotesAggregate(votes);
  addVotesConvert(votes);
  addVotesReplay(votes);
  addVotesSettle(votes);
}
