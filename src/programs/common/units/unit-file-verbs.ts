import type { Argument } from "../../../domain/argument.ts";
import type { Call, Outcome } from "../../../domain/program.ts";
import { isError } from "../../../domain/world.ts";
import { fail, unforeseen, untold } from "../outcome.ts";
import { disableUnits, enableUnit, makeLink, type UnitOutcome } from "./enable-units.ts";
import { makeParents } from "./make-parents.ts";
import { changeStartLinks, hasStartScript } from "./sysv-links.ts";
import { findUnitFile, type UnitPlaces, unitName } from "./unit-files.ts";

const verbs = new Set(
  "enable disable reenable mask unmask link revert add-wants add-requires edit set-default preset preset-all set-property".split(
    " ",
  ),
);

/** Whether a word after `systemctl` changes how units are arranged, on disk. */
export function isUnitFileVerb(verb: string): boolean {
  return verbs.has(verb);
}

/** Changes the links and files by which units are arranged. */
export function changeUnitFiles(
  call: Call,
  places: UnitPlaces,
  verb: string,
  words: readonly Argument[],
  isForced: boolean,
): Outcome {
  if (words.length === 0 && verb !== "preset-all") return fail(call, "Too few arguments.");
  switch (verb) {
    case "enable":
      return ending(words.map((word) => enable(call, places, word, isForced)));
    case "disable":
      return ending([disable(call, places, words)]);
    case "reenable":
      disableUnits(call, places, words);
      return ending(words.map((word) => enable(call, places, word, isForced)));
    case "mask":
      return ending(words.map((word) => mask(call, places, word, isForced)));
    case "unmask":
      return ending(words.map((word) => unmask(call, places, word)));
    case "link":
      return ending(words.map((word) => link(call, places, word, isForced)));
    case "add-wants":
    case "add-requires":
      return addTo(call, places, verb.slice("add-".length), words);
    case "set-default":
      return setDefault(call, places, words);
    case "revert":
      for (const word of words) revert(call, places, word);
      return untold("what it prints is not modelled", 0);
    case "edit":
      return edit(call, places, words);
    default:
      return unforeseen(call, `what \`systemctl ${verb}\` changes is not worked out`);
  }
}

function ending(outcomes: readonly UnitOutcome[]): Outcome {
  const isDone = outcomes.every((outcome) => outcome === "done");
  return untold("what it prints is not modelled", isDone ? 0 : 1);
}

function enable(call: Call, places: UnitPlaces, word: Argument, isForced: boolean): UnitOutcome {
  const name = startScriptOf(call, places, word);
  if (word.text.includes("/")) link(call, places, word, isForced);
  if (name !== undefined && changeStartLinks(call, word, name, "defaults")) {
    changeStartLinks(call, word, name, "enable");
  }
  const outcome = enableUnit(call, places, word, isForced);
  return outcome === "missing" && name !== undefined ? "done" : outcome;
}

function disable(call: Call, places: UnitPlaces, words: readonly Argument[]): UnitOutcome {
  for (const word of words) {
    const name = startScriptOf(call, places, word);
    if (name === undefined) continue;
    changeStartLinks(call, word, name, "defaults");
    changeStartLinks(call, word, name, "disable");
  }
  return disableUnits(call, places, words);
}

/** systemctl keeps the links of an old start script of the same name in step. */
function startScriptOf(call: Call, { settings }: UnitPlaces, word: Argument): string | undefined {
  const name = /^([^/]+)\.service$/.exec(unitName(word.text))?.[1];
  const isSystems = settings === "/etc/systemd/system";
  return name !== undefined && isSystems && hasStartScript(call, name) ? name : undefined;
}

function mask(call: Call, places: UnitPlaces, word: Argument, isForced: boolean): UnitOutcome {
  return makeLink(call, word, `${places.settings}/${unitName(word.text)}`, "/dev/null", isForced);
}

function unmask(call: Call, places: UnitPlaces, word: Argument): UnitOutcome {
  const runtime = places.settings.replace(/^\/etc\//, "/run/");
  let outcome: UnitOutcome = "done";
  for (const directory of new Set([places.settings, runtime])) {
    const path = `${directory}/${unitName(word.text)}`;
    if (call.files.readLink(path) !== "/dev/null") continue;
    if (call.files.for(word).unlink(path) !== undefined) outcome = "denied";
  }
  return outcome;
}

function link(call: Call, places: UnitPlaces, word: Argument, isForced: boolean): UnitOutcome {
  const path = call.files.canonicalPath(word.text);
  if (isError(path) || isError(call.files.stat(path))) return "missing";
  return makeLink(call, word, `${places.settings}/${unitName(path)}`, path, isForced);
}

function addTo(
  call: Call,
  places: UnitPlaces,
  kind: string,
  [target, ...words]: readonly Argument[],
): Outcome {
  const directory = `${places.settings}/${unitName(target?.text ?? "")}.${kind}`;
  return ending(
    words.map((word) => {
      const name = unitName(word.text);
      const file = findUnitFile(call.files, places, name);
      if (file === undefined) return "missing";
      return makeLink(call, word, `${directory}/${name}`, file.path, false);
    }),
  );
}

function setDefault(call: Call, places: UnitPlaces, [word]: readonly Argument[]): Outcome {
  if (word === undefined) return fail(call, "Too few arguments.");
  const name = /\.\w+$/.test(word.text) ? word.text : `${word.text}.target`;
  const file = findUnitFile(call.files, places, name);
  if (file === undefined || !name.endsWith(".target")) return ending(["missing"]);
  return ending([makeLink(call, word, `${places.settings}/default.target`, file.path, true)]);
}

/** What the administrator has laid over the maker's unit goes. */
function revert(call: Call, places: UnitPlaces, word: Argument): void {
  const name = unitName(word.text);
  const files = call.files.for(word);
  files.removeTree(`${places.settings}/${name}.d`);
  const own = files.lstat(`${places.settings}/${name}`);
  const others = { ...places, directories: places.directories.slice(2) };
  const hasVendor = findUnitFile(call.files, others, name) !== undefined;
  if (!isError(own) && hasVendor) files.unlink(`${places.settings}/${name}`);
}

function edit(call: Call, places: UnitPlaces, words: readonly Argument[]): Outcome {
  const reason = "what is typed in the editor is not known";
  for (const word of words) {
    const path = `${places.settings}/${unitName(word.text)}.d/override.conf`;
    makeParents(call, word, path);
    const content = { kind: "unknown", reason } as const;
    call.files.for(word).write(path, content, { how: "partly", mode: 0o644 });
  }
  call.uncertain(reason);
  return untold(reason);
}
