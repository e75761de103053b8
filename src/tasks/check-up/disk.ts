import type { CheckUpItem, CheckUpLine, Condition } from "../../domain/check-up.ts";
import type { DiskSpace, Probed } from "../../domain/check-up-facts.ts";
import { formatSize, joinWords } from "../../domain/text.ts";
import { type Judged, judge } from "./judging.ts";

const megabyte = 1_000_000;

/** Whether a disk is about to be full. */
export function judgeDisk(probed: Probed<readonly DiskSpace[]>): CheckUpItem {
  return judge({ id: "disk", about: "space on the disks" }, probed, judgeFacts);
}

function judgeFacts(places: readonly DiskSpace[]): Judged {
  const states = places.map((place) => ({ place, state: stateOf(place) }));
  const details = states.map(
    ({ place, state }) => `${describePlace(place)}${state.why === "" ? "" : `: ${state.why}`}`,
  );
  const danger = states.filter(({ state }) => state.condition === "danger");
  const bad =
    danger.length > 0 ? danger : states.filter(({ state }) => state.condition === "caution");
  if (bad.length === 0)
    return {
      condition: "ok",
      summary: `disk: ${joinWords(places.map(describeUse).slice(0, 3))}`,
      details,
    };
  const summary = `the disk is nearly full: ${joinWords(bad.map(({ place, state }) => `${place.path}, ${state.why}`))}`;
  return {
    condition: danger.length > 0 ? "danger" : "caution",
    summary,
    details,
    lines,
  };
}

const lines: readonly CheckUpLine[] = [
  { line: "sudo apt-get clean", why: "gives back the space of packages that were fetched" },
  {
    line: "sudo journalctl --vacuum-size=200M",
    why: "gives back that of old logs, down to 200 MB",
  },
  { line: "du -xh --max-depth=2 / | sort -h | tail", why: "shows where the rest went" },
];

interface State {
  readonly condition: Condition;
  readonly why: string;
}

function stateOf(place: DiskSpace): State {
  const { available, size, kernelSize, files, freeFiles } = place;
  const left = `${formatSize(available)} left`;
  if (kernelSize !== undefined && available < kernelSize) {
    return {
      condition: "caution",
      why: `${left}, and one more kernel takes ${formatSize(kernelSize)}`,
    };
  }
  if (files !== undefined && freeFiles !== undefined && freeFiles < files / 50) {
    return { condition: freeFiles === 0 ? "danger" : "caution", why: "few more files can be made" };
  }
  // A small disk of its own, such as the one the firmware reads, fills up by nature.
  if (size < 1000 * megabyte)
    return {
      condition: available < size / 50 ? "caution" : "ok",
      why: available < size / 50 ? left : "",
    };
  if (available < Math.min(size / 50, 1000 * megabyte)) return { condition: "danger", why: left };
  if (available < Math.min(size / 10, 5000 * megabyte)) return { condition: "caution", why: left };
  return { condition: "ok", why: "" };
}

function describePlace(place: DiskSpace): string {
  const { path, size, available } = place;
  return `${path}  ${percentUsed(place)} % of ${formatSize(size)} used, ${formatSize(available)} left`;
}

function describeUse(place: DiskSpace): string {
  return `${place.path} ${percentUsed(place)} % full`;
}

/** As df counts: of what can be used at all, the part kept for root left out. */
function percentUsed({ used, available }: DiskSpace): number {
  return used + available === 0 ? 100 : Math.ceil((used / (used + available)) * 100);
}
