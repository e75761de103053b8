import { encodeBytes } from "../../domain/bytes.ts";
import type { Variable } from "../state.ts";

/** The keys of a variable in the order in which bash lists its elements. */
export function sortKeys(variable: Variable): readonly string[] {
  const keys = [...variable.values.keys()];
  if (variable.kind === "plain") return keys;
  if (variable.kind === "indexed") return keys.sort((one, other) => Number(one) - Number(other));
  return sortByBucket(keys);
}

/** bash keeps an associative array in a hash table and lists it bucket by bucket, newest first. */
function sortByBucket(keys: readonly string[]): readonly string[] {
  let buckets = 1024;
  while (keys.length >= buckets * 2) buckets *= 4;
  return keys
    .map((key, index) => ({ key, index, bucket: hash(key) % buckets }))
    .sort((one, other) => one.bucket - other.bucket || other.index - one.index)
    .map(({ key }) => key);
}

function hash(key: string): number {
  let value = 2166136261;
  for (const byte of encodeBytes(key)) value = (Math.imul(value, 16777619) ^ byte) >>> 0;
  return value;
}
