import { useQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import type { Ruling } from "../../../contract/rulings/rulings.ts";
import { holdingOf, isAgainst } from "../../../core/rulings/ruling.ts";
import { rulingsQuery } from "../../client/queries/rulings.ts";

const lookAgainMs = 60_000;
const nothing: readonly Ruling[] = [];

const context = createContext(nothing);

export const RulingsProvider = context.Provider;
export const useRulings = () => useContext(context);

/** The project's rulings; loaded when the page opens, and now and then while it is open. */
export function useRulingsOf(project: string): readonly Ruling[] {
  const { data } = useQuery({ ...rulingsQuery(project), refetchInterval: lookAgainMs });
  return data?.rulings ?? nothing;
}

export interface RulingOnCard {
  ruling: Ruling;
  /** The pair's other label. */
  other: number;
  isFirst: boolean;
  /** Whether what is ticked now contradicts it. */
  isAgainst: boolean;
}

export const rulingsOn = (label: number, rulings: readonly Ruling[]) =>
  rulings.filter(({ labels }) => labels.includes(label));

/**
 * The rulings that a card shows: all on its label if the card has the focus, otherwise those with a ticked label. Those
 * that the ticks contradict come first.
 */
export function rulingsOnCard(
  label: number,
  rulings: readonly Ruling[],
  { ticked, isFocused }: { ticked: ReadonlySet<number>; isFocused: boolean },
): RulingOnCard[] {
  return rulingsOn(label, rulings)
    .filter(({ labels }) => isFocused || labels.some((one) => ticked.has(one)))
    .map((ruling) => {
      const [first, second] = ruling.labels;
      const isFirst = label === first;
      return { ruling, isFirst, other: isFirst ? second : first, isAgainst: isAgainstTicks(ruling, ticked) };
    })
    .sort((a, b) => Number(b.isAgainst) - Number(a.isAgainst));
}

export function isAgainstTicks({ labels, kind }: Ruling, ticked: ReadonlySet<number>): boolean {
  const holding = holdingOf(labels, ticked);
  return holding !== undefined && isAgainst(kind, holding);
}
