import { type AttributeChange, writeAttributes } from "../journal/attributes.ts";
import { actAnchored } from "./anchored.ts";

/** Brings attributes back through open directories. False where not all came back. */
export function writeAnchored(changes: readonly AttributeChange[]): boolean {
  const short = actAnchored(changes, (group, passed) => {
    const anchored = group.map(({ subject, handed }) => ({ ...subject, path: handed }));
    return writeAttributes(anchored, passed) ? [] : group.map(({ subject }) => subject);
  });
  return short.length === 0;
}
