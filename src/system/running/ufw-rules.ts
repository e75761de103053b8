/**
 * Whether the rules that ufw has stored let a TCP port in from an address. Each stands in a comment
 * such as `### tuple ### allow tcp 22 0.0.0.0/0 any 0.0.0.0/0 in`; the first that fits decides.
 */
export function allowsPort(rules: string, port: number, from: string): boolean {
  for (const line of rules.split("\n")) {
    const tuple = /^### tuple ### (\S+) (\S+) (\S+) \S+ \S+ (\S+) (.*)$/.exec(line);
    if (tuple === null) continue;
    const [, action = "", protocol = "", ports = "", source = "", rest = ""] = tuple;
    if (!/\bin(_\S+)?( |$)/.test(rest) || !/^(any|tcp)$/.test(protocol)) continue;
    if (!holdsPort(ports, port) || !isFrom(source, from)) continue;
    return /^(allow|limit)/.test(action);
  }
  return false;
}

function holdsPort(ports: string, port: number): boolean {
  if (ports === "any") return true;
  return ports.split(",").some((part) => {
    const [first = "", last = first] = part.split(":");
    return port >= Number(first) && port <= Number(last);
  });
}

/** Networks are not worked out: the start of the address is compared. */
function isFrom(source: string, from: string): boolean {
  if (/^(0\.0\.0\.0|::)\/0$/.test(source)) return true;
  const [network = "", bits = "32"] = source.split("/");
  const kept = network.split(".").slice(0, Math.floor(Number(bits) / 8));
  return kept.length > 0 && from.startsWith(kept.join("."));
}
