/**
 * What programs that we run for ourselves get to see. Nothing that could make one of them load,
 * start or write something: LESSOPEN, BASH_ENV, GREP_OPTIONS, TAR_OPTIONS, GZIP, GIT_*, LD_* and
 * whatever else is not named here stays out.
 */
const passedOn =
  /^(?:LANG|LANGUAGE|LC_[A-Z]+|TZ|POSIXLY_CORRECT|_POSIX2_VERSION|(?:[A-Z]+_)?BLOCK_?SIZE|QUOTING_STYLE|TIME_STYLE)$/;

/**
 * Variables that change what a program prints or does and are not passed on: where the line gives
 * one, the real answer is not known.
 */
const withheld =
  /^(?:TAR_OPTIONS|GREP_OPTIONS|GZIP|BZIP2?|XZ_DEFAULTS|XZ_OPT|ZSTD_.*|UNZIP|BC_.*|AWKPATH|GAWK.*|LD_(?:PRELOAD|LIBRARY_PATH|AUDIT)|DPKG_.*|MAGIC|HEXDUMP.*)$/;

/** Whether the answer with `cleanEnvironment` may differ from what the program would say there. */
export function isAnswerChangedBy(environment: ReadonlyMap<string, string>): boolean {
  for (const [name, value] of environment) if (value !== "" && withheld.test(name)) return true;
  return false;
}

/** A directory that does not exist: programs that want to spill temporary files fail visibly. */
export const noDirectory = "/nonexistent-handrail";

/** The environment for a read-only program, from what the line would give it. */
export function cleanEnvironment(
  source: ReadonlyMap<string, string> | Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const environment: Record<string, string> = {
    PATH: "/usr/bin:/bin:/usr/sbin:/sbin",
    TMPDIR: noDirectory,
  };
  const entries = source instanceof Map ? source : Object.entries(source);
  for (const [name, value] of entries) {
    // A slash would name a file of the caller's own as a locale.
    if (passedOn.test(name) && value !== undefined && isPlain(name, value))
      environment[name] = value;
  }
  return environment;
}

function isPlain(name: string, value: string): boolean {
  if (!value.isWellFormed()) return false;
  return name === "TZ"
    ? /^[A-Za-z0-9+,._/<>:-]*$/.test(value) && !/^:?\/|\.\./.test(value)
    : !value.includes("/");
}
