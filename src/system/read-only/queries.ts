import { type ArgumentRule, allow } from "./accepted-arguments.ts";

/** Programs that ask the system something, where some other options would change it. */
export const queryRules: Readonly<Record<string, ArgumentRule>> = {
  // Without -p it writes a list of its own.
  blkid: allow({ flags: "p", valued: "so" }, ({ options }) => options.has("p")),
  // An operand without `+`, and -s, would set the clock.
  date: allow(
    {
      flags: "uR",
      valued: "drf",
      attached: "I",
      long: [
        "--date=",
        "--utc",
        "--universal",
        "--iso-8601[=]",
        "--rfc-3339=",
        "--rfc-email",
        "--reference=",
      ],
    },
    ({ operands }) => operands.every((operand) => operand.startsWith("+")),
  ),
  dpkg: allow({
    flags: "lLSs",
    long: ["--list", "--listfiles", "--search", "--status", "--print-architecture"],
  }),
  "dpkg-query": allow({
    flags: "WlLSs",
    valued: "f",
    long: [
      "--show",
      "--list",
      "--listfiles",
      "--search",
      "--status",
      "--showformat=",
      "--no-pager",
    ],
  }),
  // -z and -Z start decompressors, -C writes a compiled magic file.
  file: allow({
    flags: "bhikLNr0E",
    valued: "Fe",
    long: [
      "--brief",
      "--mime",
      "--mime-type",
      "--mime-encoding",
      "--dereference",
      "--no-dereference",
      "--extension",
      "--no-pad",
    ],
  }),
  getcap: allow({ flags: "rnv" }),
  getconf: allow({}),
  // The other databases ask the network.
  getent: (args) => (args[0] === "passwd" || args[0] === "group" ? args : undefined),
  // An operand would set the name; -f and -i ask the network.
  hostname: allow({ flags: "s", long: ["--short"] }, ({ operands }) => operands.length === 0),
  // Only finding a host in a list; without -F it makes keys.
  "ssh-keygen": allow(
    { valued: "Ff" },
    ({ options, operands }) => options.has("F") && operands.length === 0,
  ),
  pgrep: allow({ flags: "xfnolaciv", valued: "uUPgGsdt" }),
  pidof: allow({ flags: "sqx", valued: "o" }),
};
