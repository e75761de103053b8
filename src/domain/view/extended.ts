import { type ErrorCode, isError, type Path } from "../world.ts";
import { type Binding, findExisting, recordAt } from "./binding.ts";
import { type FileNode, statusOf } from "./node.ts";
import { ownsNode } from "./permissions.ts";

/** See `Files.setCapabilities`. */
export function setCapabilities(
  binding: Binding,
  path: Path,
  capabilities: string,
): ErrorCode | undefined {
  const place = findExisting(binding, path, "follow");
  if (isError(place)) return place;
  const { node } = place;
  if (!binding.identity.capabilities.has("setfcap")) return "EPERM";
  if (node.type !== "file") return "EINVAL";
  if (binding.tree.isReadOnly(place.path)) return "EROFS";
  if (node.frozen === "wholly") return "EPERM";
  node.hasOtherCapabilities = true;
  node.isChanged = true;
  record(binding, place.path, node, { capabilities });
  return undefined;
}

/** See `Files.setFlags`. */
export function setFlags(
  binding: Binding,
  path: Path,
  operator: "+" | "-" | "=",
  letters: string,
): ErrorCode | undefined {
  const place = findExisting(binding, path, "keep");
  if (isError(place)) return place;
  const { node } = place;
  if (binding.tree.isReadOnly(place.path)) return "EROFS";
  if (!ownsNode(node, binding.identity)) return "EPERM";
  const freezes = /[ai]/.test(letters) || operator === "=";
  if (freezes && !binding.identity.capabilities.has("linux_immutable")) return "EPERM";
  if (freezes) node.frozen = frozenBy(node, operator, letters);
  record(binding, place.path, node, { flags: operator + letters });
  return undefined;
}

function frozenBy(
  node: FileNode,
  operator: string,
  letters: string,
): "wholly" | "but-grows" | "no" {
  const before = node.frozen ?? "no";
  if (operator !== "-") {
    if (letters.includes("i")) return "wholly";
    return letters.includes("a") ? "but-grows" : operator === "=" ? "no" : before;
  }
  return letters.includes("i") || before !== "wholly" ? "no" : before;
}

function record(
  binding: Binding,
  path: Path,
  node: FileNode,
  told: { readonly capabilities?: string; readonly flags?: string },
): void {
  const { mode, uid, gid } = node;
  const { cause } = binding;
  const before = statusOf(node);
  recordAt(binding, path, {
    kind: "metadata",
    path,
    before,
    after: { mode, uid, gid },
    ...told,
    cause,
  });
}
