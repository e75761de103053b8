import type { PackageChange, PackageTransaction } from "../../domain/packages.ts";
import { countOf, formatSize } from "../../domain/text.ts";
import type { Look } from "../look.ts";
import { beside, type Line, shown, type Tone, token } from "../text/tokens.ts";
import type { PackagesState } from "./packages-state.ts";

/** What the plan for these names comes to, in a line or two below the list. */
export function previewLines(
  names: readonly string[],
  state: PackagesState,
  look: Look,
  width: number,
): readonly Line[] {
  if (names.length === 0) return [];
  const simulation = state.preview?.simulation;
  const lead = [token(" ")];
  const name = shown(names.length === 1 ? (names[0] ?? "") : "all of them", look);
  if (simulation === undefined) {
    return beside(lead, `${name}   ... working out what it comes to`, width, "dim");
  }
  if (simulation.kind === "failure") {
    return beside(lead, shown(simulation.failure.sentence, look), width, "caution").slice(0, 3);
  }
  const services = state.details?.name === names[0] ? (state.details?.services ?? []) : [];
  return [
    ...beside([token(` ${name}   `, "strong")], describeTransaction(simulation), width).slice(0, 2),
    ...serviceLines(services, names, look, width),
    ...warningLines(simulation, look, width),
  ];
}

/** `adds 4 packages, upgrades 1, 3.2 MB to fetch`. */
function describeTransaction(transaction: PackageTransaction): string {
  const { changes, downloadSize, sizeDifference } = transaction;
  if (changes.length === 0) return "nothing to do";
  const count = (...actions: readonly PackageChange["action"][]): number =>
    changes.filter(({ action }) => actions.includes(action)).length;
  const parts = [
    describePart("adds", count("install")),
    describePart("upgrades", count("upgrade")),
    describePart("goes back with", count("downgrade")),
    describePart("installs anew", count("reinstall")),
    describePart("removes", count("remove", "purge")),
    downloadSize === undefined || downloadSize === 0 ? "" : `${formatSize(downloadSize)} to fetch`,
    describeSpace(sizeDifference),
  ];
  return parts.filter((part) => part !== "").join(", ");
}

function describePart(verb: string, count: number): string {
  return count === 0 ? "" : `${verb} ${countOf(count, "package")}`;
}

function describeSpace(difference: number | undefined): string {
  if (difference === undefined || difference === 0) return "";
  return difference > 0
    ? `${formatSize(difference)} on the disk`
    : `frees ${formatSize(-difference)}`;
}

function serviceLines(
  services: readonly string[],
  names: readonly string[],
  look: Look,
  width: number,
): readonly Line[] {
  if (services.length === 0 || names.length !== 1) return [];
  const words = services.length === 1 ? "starts a service" : "starts services";
  return beside([token(` ${words}: `, "dim")], shown(services.join(", "), look), width).slice(0, 1);
}

/** What goes although nobody named it, what is needed, and what nobody signed. */
function warningLines({ changes }: PackageTransaction, look: Look, width: number): readonly Line[] {
  const needed = changes.filter(
    ({ action, neededFor }) => isRemoval(action) && neededFor !== undefined,
  );
  const others = changes.filter(({ action, isAutomatic }) => isRemoval(action) && isAutomatic);
  const unsigned = changes.filter(({ trust }) => trust === "unsigned");
  return [
    ...warning("!!", "danger", "the machine needs", needed, look, width),
    ...warning("! ", "caution", "goes with it:", others, look, width),
    ...warning("! ", "caution", "not signed:", unsigned, look, width),
  ];
}

function warning(
  sign: string,
  tone: Tone,
  words: string,
  changes: readonly PackageChange[],
  look: Look,
  width: number,
): readonly Line[] {
  if (changes.length === 0) return [];
  const names = changes.map(({ name }) => name).join(", ");
  return beside([token(` ${sign} `, tone)], shown(`${words} ${names}`, look), width).slice(0, 1);
}

function isRemoval(action: PackageChange["action"]): boolean {
  return action === "remove" || action === "purge";
}
