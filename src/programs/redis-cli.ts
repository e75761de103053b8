import type { Call, Outcome, Program } from "../domain/program.ts";
import { dropData } from "./common/databases/tell.ts";
import type { OptionsRead } from "./common/options.ts";
import { unforeseen, untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-h HOST",
  "-p PORT",
  "-s SOCKET",
  "-a PASSWORD",
  "-u URI",
  "-r COUNT",
  "-i INTERVAL",
  "-n DATABASE",
  "-2",
  "-3",
  "-x",
  "-X TAG",
  "-d DELIMITER",
  "-D DELIMITER",
  "-c",
  "-e",
  "-t SECONDS",
  "--user=NAME",
  "--pass=PASSWORD",
  "--askpass",
  "--no-auth-warning",
  "--raw",
  "--no-raw",
  "--quoted-input",
  "--csv",
  "--json",
  "--tls",
  "--sni=HOST",
  "--cacert=FILE",
  "--cacertdir=DIR",
  "--cert=FILE",
  "--key=FILE",
  "--insecure",
  "--stat",
  "--latency",
  "--bigkeys",
  "--memkeys",
  "--hotkeys",
  "--scan",
  "--pattern=PATTERN",
  "--verbose",
  "--help",
  "--version",
];

const asking =
  /^(get|mget|keys|scan|info|ping|exists|type|ttl|pttl|dbsize|strlen|l(len|range|index)|h(get|getall|keys|vals|len|exists)|s(members|card|ismember)|z(range|card|score)|monitor|time|lastsave|memory|slowlog|latency|object|echo|role)$/i;

/** Redis and Valkey from the command line. */
export const redisCliProgram: Program = {
  names: ["redis-cli", "valkey-cli"],
  options,
  run: (call) => withOptions(call, options, (read) => tell(call, read), { stopsAtOperand: true }),
};

function tell(call: Call, read: OptionsRead): Outcome {
  const [verb, second] = read.operands;
  if (["stat", "latency", "bigkeys", "memkeys", "hotkeys", "scan"].some((key) => read.has(key)))
    return untold("how the server stands is not known");
  if (verb === undefined) return unforeseen(call, "what is typed into it is not known");
  const name = verb.text.toLowerCase();
  if (name === "flushall") return dropData(call, ["every key of every database"], verb);
  if (name === "flushdb")
    return dropData(call, [`every key of database ${read.value("n") ?? "0"}`], verb);
  if (name === "shutdown") {
    call.emit({ kind: "service", action: "stop", target: "redis-server.service" }, verb);
    return untold("whether the server does it is not known before");
  }
  const isSetting = /^(config|client|acl|cluster)$/.test(name);
  const asks =
    asking.test(name) || (isSetting && /^(get|list|info|nodes)$/i.test(second?.text ?? ""));
  return asks
    ? untold("what the database holds is not known")
    : unforeseen(call, "what the database server changes is not worked out", verb);
}
