import type { Files } from "../../../domain/view/files.ts";
import { isError, type Path } from "../../../domain/world.ts";

/** Makes a home as useradd does and fills it from a pattern; nothing where it is there already. */
export function makeHome(
  files: Files,
  home: Path,
  owner: { readonly uid: number; readonly gid: number },
  mode: number,
  pattern: Path | undefined,
): void {
  if (!isError(files.stat(home))) return;
  makeParents(files, home);
  files.makeDirectory(home, 0o700);
  files.changeOwner(home, owner.uid, owner.gid);
  files.changeMode(home, mode);
  if (pattern !== undefined) copyInto(files, pattern, home, owner);
}

function makeParents(files: Files, path: Path): void {
  const parent = path.slice(0, Math.max(1, path.lastIndexOf("/")));
  if (!isError(files.stat(parent))) return;
  makeParents(files, parent);
  files.makeDirectory(parent, 0o755);
}

function copyInto(
  files: Files,
  from: Path,
  to: Path,
  owner: { readonly uid: number; readonly gid: number },
): void {
  const entries = files.readDirectory(from);
  if (isError(entries)) return;
  for (const { name, type } of entries) {
    const source = `${from}/${name}`;
    const target = `${to}/${name}`;
    const status = files.lstat(source);
    if (isError(status)) continue;
    if (type === "link") {
      const led = files.readLink(source);
      if (!isError(led)) files.symbolicLink(led, target);
      files.changeOwner(target, owner.uid, owner.gid, { follow: false });
      continue;
    }
    if (type === "directory") files.makeDirectory(target, 0o700);
    else {
      const content = files.content(source);
      if (isError(content)) continue;
      files.write(target, content, { mode: 0o600 });
    }
    files.changeOwner(target, owner.uid, owner.gid);
    files.changeMode(target, status.mode);
    if (type === "directory") copyInto(files, source, target, owner);
  }
}

/** Gives everything below a home that belonged to one number to another. */
export function changeOwnerBelow(
  files: Files,
  home: Path,
  from: { readonly uid: number; readonly gid: number },
  to: { readonly uid?: number; readonly gid?: number },
): void {
  for (const { path, status } of [...files.walk(home)]) {
    const uid = to.uid !== undefined && status.uid === from.uid ? to.uid : undefined;
    const gid = to.gid !== undefined && status.gid === from.gid ? to.gid : undefined;
    if (uid !== undefined || gid !== undefined)
      files.changeOwner(path, uid, gid, { follow: false });
  }
}
