import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Program } from "../../src/domain/program.ts";
import { programs } from "../../src/programs/index.ts";
import { isNamed, type ListedOptions, readListedOptions } from "../support/listed-options.ts";
import {
  alwaysUnknown,
  beyondHelp,
  misread,
  unknownByDesign,
  withoutTable,
} from "../support/option-exceptions.ts";

/** Every spelling in a table of options. */
function spellingsOf({ options }: Program): ReadonlySet<string> {
  const words = options.flatMap((entry) => entry.split(" ")).filter((word) => word.startsWith("-"));
  return new Set(words.map((word) => word.replace(/\[?=.*$/, "")));
}

function isHeld(name: string): boolean {
  return withoutTable[name] === undefined && !alwaysUnknown.has(name);
}

function wordsOf(text: string | undefined): readonly string[] {
  return (text ?? "").split(" ").filter((word) => word !== "");
}

/** Lazily, since each is a process. */
const known = new Map<string, ListedOptions | undefined>();

function listedOf(name: string): ListedOptions | undefined {
  if (!known.has(name)) known.set(name, readListedOptions(name));
  return known.get(name);
}

const tabled = programs.filter(({ options }) => options.length > 0);

describe("each option that a program lists is in its table, or said to be unknown", () => {
  for (const program of tabled) {
    for (const name of program.names.filter(isHeld)) {
      it(name, (context) => {
        const listed = listedOf(name);
        if (listed === undefined) {
          context.skip(`${name} is not installed, or tells nothing`);
          return;
        }
        const spellings = spellingsOf(program);
        const allowed = [...(misread[name] ?? []), ...wordsOf(unknownByDesign[name]?.options)];
        const missing = listed.listed.filter((option) => !spellings.has(option));
        assert.deepEqual(
          missing.filter((option) => !allowed.includes(option)),
          [],
        );
      });
    }
  }
});

describe("each entry of a table is an option of the program, or listed as another's", () => {
  for (const program of tabled) {
    const names = program.names.filter(isHeld);
    const [first] = names;
    if (first === undefined) continue;
    it(first, (context) => {
      const listed = names.map(listedOf).filter((one) => one !== undefined);
      const isWhole = listed.length > 0 && names.every((name) => listedOf(name) !== undefined);
      // A table is shared by names of which only some are here: the others' options cannot be told.
      if (!isWhole) {
        context.skip("not every program of this table is installed");
        return;
      }
      const allowed = (beyondHelp[first] ?? []).flatMap(({ options }) => wordsOf(options));
      const strange = [...spellingsOf(program)].filter(
        (option) => !/^-\d$/.test(option) && !listed.some((one) => isNamed(one, option)),
      );
      assert.deepEqual(
        strange.filter((option) => !allowed.includes(option)),
        [],
      );
    });
  }
});
