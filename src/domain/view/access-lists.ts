import {
  type AccessLists,
  areSameLists,
  isSameList,
  listOfMode,
  listWithMode,
  modeOfList,
} from "../access-list.ts";
import { type ErrorCode, isError, type Path } from "../world.ts";
import { refusalToChange } from "./attributes.ts";
import { type Binding, findExisting, recordAt } from "./binding.ts";
import { type FileNode, statusOf } from "./node.ts";
import { isInGroup } from "./permissions.ts";

/** See `Files.accessLists`. */
export function findAccessLists(binding: Binding, path: Path): AccessLists | ErrorCode | undefined {
  const place = findExisting(binding, path, "follow");
  return isError(place) ? place : listsOf(binding, place.node);
}

/** See `Files.expectAccessLists`. */
export function expectAccessLists(binding: Binding, root: Path): void {
  const place = findExisting(binding, root, "follow");
  if (isError(place) || place.node.origin === undefined) return;
  binding.tree.accessLists.readTree(place.node.origin);
}

/** See `Files.setAccessLists`. */
export function setAccessLists(
  binding: Binding,
  path: Path,
  wanted: AccessLists,
): ErrorCode | undefined {
  const place = findExisting(binding, path, "follow");
  if (isError(place)) return place;
  const { node } = place;
  const refusal = refusalToChange(binding, node, place.path);
  if (refusal !== undefined) return refusal;
  const before = listsOf(binding, node) ?? { access: listOfMode(node.mode) };
  const isSame = isSameList(before.access, wanted.access);
  const mode = isSame ? node.mode : modeAfter(binding, node, wanted);
  if (areSameLists(before, wanted) && mode === node.mode) return undefined;
  const status = statusOf(node);
  node.listsBefore ??= before;
  Object.assign(node, { lists: wanted, mode, isChanged: true });
  const { uid, gid } = node;
  recordAt(binding, place.path, {
    kind: "metadata",
    path: place.path,
    before: status,
    after: { mode, uid, gid },
    lists: { before, after: wanted },
    cause: binding.cause,
  });
  return undefined;
}

/** The kernel takes the set-group-id bit from those who are not in the group. */
function modeAfter({ identity }: Binding, node: FileNode, { access }: AccessLists): number {
  const mode = modeOfList(access, node.mode);
  const keepsBit = isInGroup(identity, node.gid) || identity.capabilities.has("fsetid");
  return keepsBit ? mode : mode & ~0o2000;
}

/** The node's lists, read when they are first asked for. */
function listsOf({ tree }: Binding, node: FileNode): AccessLists | undefined {
  if (node.lists !== undefined) return node.lists;
  const onDisk = node.origin === undefined ? "none" : tree.accessLists.of(node.origin);
  if (onDisk === undefined) return undefined;
  const own = onDisk === "none" ? { access: listOfMode(node.mode) } : onDisk;
  // The line may have changed the mode before anybody asked for the list.
  node.lists = { ...own, access: listWithModeOf(own, node) };
  if (node.isChanged) node.listsBefore ??= own;
  return node.lists;
}

function listWithModeOf({ access }: AccessLists, { mode }: FileNode) {
  return modeOfList(access, mode) === mode ? access : listWithMode(access, mode);
}
