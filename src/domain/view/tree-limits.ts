/** How far trees that go as a whole are looked at. */
export interface TreeLimits {
  /** Entries that get an effect each; as many as walks visit when left out. */
  readonly recorded?: number;
  /** Entries that are looked at beyond these, to count files and bytes. */
  readonly weighed?: number;
  /** Entries of which then only the names are read, to count them; none when left out, where walks have an end. */
  readonly counted?: number;
}

/** What is left of the limits. */
export interface TreeAllowance {
  recordable: number;
  weighable: number;
  countable: number;
}

/** The allowance of a view whose other walks visit `maximumEntries` at the most. */
export function allowanceFor(maximumEntries: number, limits: TreeLimits = {}): TreeAllowance {
  return {
    recordable: limits.recorded ?? maximumEntries,
    weighable: limits.weighed ?? 0,
    countable: limits.counted ?? (Number.isFinite(maximumEntries) ? 0 : maximumEntries),
  };
}
