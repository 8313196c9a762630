import type { ProjectAgreement } from "../../../contract/agreement.ts";
import { formatPercent } from "../../../core/percent.ts";
import { Tile, TileNote, Tiles } from "../../components/figures/Tiles.tsx";
import { words } from "../../words/words.ts";
import { formatEstimate, formatRange } from "./formatEstimate.ts";

const text = words.agreement.answer;

/** What a lead wants to know first: how far people agree, and what prevents agreement. */
export function AgreementAnswer({
  report: { sets, disputedPairs },
  nameOf,
}: {
  report: ProjectAgreement;
  nameOf: (label: number) => string;
}) {
  const { exactMatch, alphaJaccard, differences } = sets;
  const [pair] = disputedPairs.rows;
  return (
    <Tiles label={text.label}>
      <Tile name={text.same} value={formatEstimate(exactMatch, true)}>
        <TileNote>{text.sameNote(sets.images, formatRange(exactMatch, true))}</TileNote>
      </Tile>
      <Tile name={text.beyond} value={formatEstimate(alphaJaccard, false)}>
        <TileNote>{text.beyondNote(formatRange(alphaJaccard, false))}</TileNote>
      </Tile>
      {differences.all > 0 && (
        <Tile
          name={text.unseen}
          value={formatPercent(differences.unseen / differences.all, { total: differences.all })}
        >
          <TileNote>{text.unseenNote(differences.unseen, differences.all)}</TileNote>
        </Tile>
      )}
      {pair && (
        <Tile name={text.disputed} value={`${nameOf(pair.labels[0])} – ${nameOf(pair.labels[1])}`}>
          <TileNote>{text.disputedNote(pair.images)}</TileNote>
        </Tile>
      )}
    </Tiles>
  );
}
