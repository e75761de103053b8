import type { Call, Program } from "../domain/program.ts";
import { untold } from "./common/outcome.ts";

/** Makes a port of this machine reachable from everywhere, by way of somebody's server. */
export const ngrokProgram: Program = {
  names: ["ngrok", "cloudflared", "bore", "lt", "localtunnel"],
  options: [],
  acceptsUnknown: true,
  run: (call) => {
    const detail = call.arguments.at(-1)?.text ?? "";
    if (opens(call))
      call.emit({ kind: "network", action: "let-in", target: "the internet", detail });
    return untold("under which address it is reached is not known before");
  },
};

function opens(call: Call): boolean {
  const words = call.arguments.map(({ text }) => text);
  const has = (pattern: RegExp): boolean => words.some((word) => pattern.test(word));
  if (call.name === "cloudflared") return words[0] === "tunnel" && has(/^(?:--url|run)/);
  return call.name.startsWith("l")
    ? has(/^(?:-p|--port)/)
    : /^(?:http|tcp|tls|start|local)$/.test(words[0] ?? "");
}
