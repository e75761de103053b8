import type { Argument } from "../../../domain/argument.ts";
import { isPerlFilter } from "../../../domain/perl-filter.ts";
import type { Call, Outcome } from "../../../domain/program.ts";
import { type Computed, isError } from "../../../domain/world.ts";
import { editInPlace } from "../edit-in-place.ts";
import { Report } from "../report.ts";

/** A call such as `perl -pi.bak -e 's/a/b/' file`, its options taken apart. */
interface FilterCall {
  /** Options for the real one. */
  readonly options: readonly string[];
  readonly program: string;
  /** Absent where nothing is edited in place. */
  readonly suffix?: string;
  readonly files: readonly Argument[];
}

/** perl used as sed is; undefined for every other use, and for programs that may do more. */
export function runPerlFilter(call: Call): Outcome | undefined {
  const read = readCall(call);
  if (read === undefined) return undefined;
  const transform = (text: string): Computed | undefined =>
    call.compute("perl", [...read.options, "-e", read.program], text);
  return read.suffix === undefined
    ? filter(call, read, transform)
    : editFiles(call, read, read.suffix, transform);
}

type Transform = (text: string) => Computed | undefined;

function editFiles(
  call: Call,
  { program, files }: FilterCall,
  suffix: string,
  transform: Transform,
): Outcome | undefined {
  // Rows are counted through all files, and what is no file is passed over with a word.
  const countsRows = /\$\.|\.\.|eof/.test(program);
  if (files.length === 0 || (files.length > 1 && countsRows)) return undefined;
  if (!files.every(({ text }) => isPlainFile(call, text))) return undefined;
  const report = new Report(call);
  for (const file of files) {
    editInPlace(report, { program: "perl", followsLinks: false, suffix }, file, transform);
  }
  if (report.hasFailed) report.forgetStatus();
  return report.outcome();
}

function filter(call: Call, { files }: FilterCall, transform: Transform): Outcome | undefined {
  const { input, isInputTerminal } = call;
  const texts = files.map(({ text }) => call.files.text(text));
  if (files.length === 0 && (isInputTerminal || input.kind !== "text")) return undefined;
  if (files.length === 0 && input.kind === "text") texts.push(input.text);
  if (!texts.every((text) => text !== undefined && !isError(text))) return undefined;
  const computed = transform(texts.join(""));
  return computed && { status: computed.status, output: { kind: "text", text: computed.output } };
}

function isPlainFile({ files }: Call, path: string): boolean {
  const status = files.stat(path);
  return !isError(status) && status.type === "file" && files.access(path, "read") === undefined;
}

/** Undefined where an option or the program goes beyond a filter. */
function readCall(call: Call): FilterCall | undefined {
  const options: string[] = [];
  const programs: string[] = [];
  let suffix: string | undefined;
  let at = 0;
  for (; at < call.arguments.length; at += 1) {
    const word = call.arguments[at]?.text ?? "";
    const cluster =
      /^-(?<flags>[pnlaw]*)(?<slurp>0777)?(?<more>[pnlaw]*)(?:i(?<suffix>[^/]*)|(?<e>e))?$/.exec(
        word,
      );
    if (/^-F[:,;]$/.test(word)) {
      options.push(word);
      continue;
    }
    if (cluster?.groups === undefined || word === "-") break;
    const { flags = "", slurp, more = "", suffix: kept, e } = cluster.groups;
    for (const flag of flags + more) if (flag !== "w") options.push(`-${flag}`);
    if (slurp !== undefined) options.push("-0777");
    suffix = kept ?? suffix;
    if (e === undefined) continue;
    at += 1;
    programs.push(call.arguments[at]?.text ?? "");
  }
  const files = call.arguments.slice(call.arguments[at]?.text === "--" ? at + 1 : at);
  const program = programs.join("\n");
  const isFilter = options.includes("-p") || options.includes("-n");
  if (!isFilter || programs.length !== 1 || !isPerlFilter(program)) return undefined;
  if (files.some(({ text }) => /^[-<>|]|\|$|^\s|\s$/.test(text))) return undefined;
  return { options, program, files, ...(suffix === undefined ? {} : { suffix }) };
}
