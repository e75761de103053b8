import type { Files } from "../../../domain/view/files.ts";
import { isError, type Path } from "../../../domain/world.ts";

/** Settings by which accounts are made: /etc/login.defs and /etc/default/useradd. */
export interface LoginSettings {
  /** A setting's number; octal where it starts with 0, as the programs read it. */
  number(name: string, usual: number): number;
  is(name: string, usual: boolean): boolean;
  text(name: string): string | undefined;
}

export function readLoginDefinitions(files: Files): LoginSettings {
  return makeSettings(files, "/etc/login.defs", /^[ \t]*([A-Z_]+)[ \t]+"?([^"\n]*?)"?[ \t]*$/gm);
}

export function readUseraddDefaults(files: Files): LoginSettings {
  return makeSettings(files, "/etc/default/useradd", /^([A-Z_]+)=(.*)$/gm);
}

function makeSettings(files: Files, path: Path, pattern: RegExp): LoginSettings {
  const read = files.text(path);
  const text = read === undefined || isError(read) ? "" : read;
  const found = new Map(
    [...text.matchAll(pattern)].map(([, key = "", value = ""]) => [key, value]),
  );
  return {
    number: (name, usual) => {
      const value = found.get(name);
      if (value === undefined || !/^\d+$/.test(value)) return usual;
      return Number.parseInt(value, value.startsWith("0") ? 8 : 10);
    },
    is: (name, usual) => {
      const value = found.get(name);
      return value === undefined ? usual : value === "yes";
    },
    text: (name) => found.get(name),
  };
}
