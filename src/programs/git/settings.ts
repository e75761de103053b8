/** Git's configuration as `git config -z --list` prints it; names of sections and keys in lower case. */
export class Settings {
  private readonly values = new Map<string, string[]>();

  /** What is listed, then what `-c` sets. */
  constructor(listed: string, given: readonly string[] = []) {
    for (const entry of listed.split("\0")) {
      const end = entry.indexOf("\n");
      if (end >= 0) this.add(entry.slice(0, end), entry.slice(end + 1));
      else if (entry !== "") this.add(entry, "true");
    }
    for (const entry of given) {
      const end = entry.indexOf("=");
      this.add(end < 0 ? entry : entry.slice(0, end), end < 0 ? "true" : entry.slice(end + 1));
    }
  }

  /** The last value of a setting. */
  get(name: string): string | undefined {
    return this.values.get(normalize(name))?.at(-1);
  }

  /** Whether a setting is on; git's words for it, and `otherwise` where it is not set. */
  isOn(name: string, otherwise: boolean): boolean {
    const value = this.get(name);
    if (value === undefined) return otherwise;
    return !/^(false|no|off|0|)$/i.test(value);
  }

  /** Names that begin so. */
  names(prefix: string): readonly string[] {
    return [...this.values.keys()].filter((name) => name.startsWith(prefix));
  }

  private add(name: string, value: string): void {
    const key = normalize(name);
    this.values.set(key, [...(this.values.get(key) ?? []), value]);
  }
}

/** Sections and keys know no case, what stands between does. */
function normalize(name: string): string {
  const first = name.indexOf(".");
  const last = name.lastIndexOf(".");
  if (first < 0 || first === last) return name.toLowerCase();
  return (
    name.slice(0, first).toLowerCase() + name.slice(first, last) + name.slice(last).toLowerCase()
  );
}
