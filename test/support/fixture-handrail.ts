import type { OwnPlaces } from "../../src/domain/facts.ts";
import type { MemoryWorld } from "./memory-world.ts";

/** Handrail's own places on the machine of the decisions. */
export const fixtureOwnPlaces: OwnPlaces = {
  settings: ["/etc/handrail", "/home/ann/.config/handrail"],
  journal: ["/var/lib/handrail", "/home/ann/.local/state/handrail"],
  program: ["/usr/local/lib/handrail", "/usr/local/bin/guard", "/usr/local/bin/handrail"],
};

export function addHandrail(world: MemoryWorld): void {
  const home = "/home/ann";
  world.file("/etc/handrail/config.json", '{"policy":{"levels":"standard"}}\n');
  world.file(`${home}/.config/handrail/config.json`, '{"level":"novice"}\n', { mode: 0o600 });
  world.directory(`${home}/.config/other`).file(`${home}/.config/other/config.json`, "{}\n");
  world.file(`${home}/.local/state/handrail/journal.jsonl`, "{}\n", { mode: 0o600 });
  world.file(`${home}/.local/state/other/journal.jsonl`, "{}\n", { mode: 0o600 });
  world.file("/var/lib/handrail/journal.jsonl", "{}\n", { mode: 0o600 });
  world.file("/usr/local/lib/handrail/bin/guard", "#!/bin/bash\n", { mode: 0o755 });
  world.link("/usr/local/bin/guard", "../lib/handrail/bin/guard");
  world.link("/usr/local/bin/handrail", "../lib/handrail/bin/guard");
  world.file(`${home}/.zshrc`, "alias ll='ls -l'\neval \"$(handrail hook zsh)\"\n");
}
