import type { Facts } from "../../domain/facts.ts";
import { showName } from "../../domain/text.ts";

/** Who root is here: in a container it is root of that, and not of the machine around it. */
export interface RootWords {
  /** Follows "as": `root`, or `the container's root`. */
  readonly name: string;
  /** Follows "as": with where that is. */
  readonly place: string;
  /** Follows "reaches": all that a slip could meet. */
  readonly reach: string;
  /** Follows "change": the same of what one may do. */
  readonly anything: string;
}

/** The words that fit the root of where the line is run. */
export function rootWords({ session, hostName }: Pick<Facts, "session" | "hostName">): RootWords {
  const host = showName(hostName);
  const { container } = session;
  if (container === undefined) {
    return {
      name: "root",
      place: `root on ${host}`,
      reach: "the whole system",
      anything: "anything on this machine",
    };
  }
  const { kind, rootOutside } = container;
  const known = kind === "" ? "" : ` (${showName(kind)})`;
  const lent = rootOutside === 0 ? ", and what it is lent of the machine around it" : "";
  return {
    name: "the container's root",
    place: `root of the container ${host}${known}`,
    reach: `everything in the container${lent}`,
    anything: `anything in this container${lent}`,
  };
}
