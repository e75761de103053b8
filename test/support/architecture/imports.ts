import { dirname, join, normalize } from "node:path/posix";

/** One import of a source file. */
export interface Import {
  /** A path from the repository (`src/domain/plan.ts`), or a package or Node module. */
  readonly target: string;
  readonly isOwn: boolean;
  readonly isDynamic: boolean;
  /** Gone after compiling: it loads nothing. */
  readonly isTypeOnly: boolean;
  readonly isReexport: boolean;
}

const statement =
  /^\s*(?<keyword>import|export)(?<type>\s+type)?\b(?:[^;"'`()=]*?\bfrom)?\s*["'](?<target>[^"']+)["']/gm;
const dynamic = /\bimport\s*\(\s*["'](?<target>[^"']+)["']/g;
const required = /\brequire(?:\.resolve)?\s*\(\s*["'](?<target>[^"']+)["']/g;

/** The imports of the source `text` at `path`, in the order of their kinds. */
export function readImports(path: string, text: string): readonly Import[] {
  const code = withoutComments(text);
  const found = (pattern: RegExp, isDynamic: boolean) =>
    [...code.matchAll(pattern)].map(({ groups = {} }) => ({
      ...resolveTarget(path, groups.target ?? ""),
      isDynamic,
      isTypeOnly: groups.type !== undefined,
      isReexport: groups.keyword === "export",
    }));
  return [...found(statement, false), ...found(dynamic, true), ...found(required, false)];
}

/** Comments may quote imports; in a formatted source they start a line or follow code. */
function withoutComments(text: string): string {
  return text.replace(/^\s*\/\*[\s\S]*?\*\//gm, "").replace(/(^|\s)\/\/.*$/gm, "");
}

function resolveTarget(path: string, target: string): Pick<Import, "target" | "isOwn"> {
  if (!target.startsWith(".")) return { target: packageName(target), isOwn: false };
  return { target: normalize(join(dirname(path), target)), isOwn: true };
}

/** `react/jsx-runtime` belongs to `react`; Node's modules keep their whole name. */
function packageName(target: string): string {
  if (target.startsWith("node:")) return target;
  return target
    .split("/")
    .slice(0, target.startsWith("@") ? 2 : 1)
    .join("/");
}
