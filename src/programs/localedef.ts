import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-i --inputfile=FILE",
  "-f --charmap=FILE",
  "-u --repertoire-map=FILE",
  "-c --force",
  "-v --verbose",
  "-A --alias-file=FILE",
  "--add-to-archive",
  "--big-endian",
  "--delete-from-archive",
  "--list-archive",
  "--little-endian",
  "--no-archive",
  "--no-hard-links",
  "--no-warnings=LIST",
  "--posix",
  "--prefix=PATH",
  "--quiet",
  "--replace",
  "--warnings=LIST",
  "-? --help",
  "--usage",
  "-V --version",
];

const archive = "/usr/lib/locale/locale-archive";
const sources = "/usr/share/i18n/locales";

/** Makes the settings of a language, kept together with those of others in one file. */
export const localedefProgram: Program = {
  names: ["localedef"],
  options,
  run: (call) => withOptions(call, options, (read) => make(call, read), { usageStatus: 64 }),
};

function make(call: Call, read: OptionsRead): Outcome {
  if (read.has("list-archive")) return untold("which languages are there is not known before");
  const rare = ["prefix", "no-archive", "delete-from-archive", "u"].find((key) => read.has(key));
  const [name] = read.operands;
  if (rare !== undefined || name === undefined || name.text.includes("/"))
    return unforeseen(call, "where the settings of the language lie is not worked out");
  const source = read.value("inputfile");
  const path = source?.startsWith("/") === true ? source : `${sources}/${source}`;
  if (source === undefined || isError(call.files.stat(path)))
    return fail(call, `[error] cannot open locale definition file \`${source}'`, 4);
  const reason = "what programs say in a language is not worked out";
  const options = { how: "partly", mode: 0o644 } as const;
  const error = call.files.for(name).write(archive, { kind: "unknown", reason }, options);
  if (error !== undefined) return fail(call, `cannot create temporary file: ${archive}`, 4);
  return untold("it tells of what is doubtful in the definition");
}
