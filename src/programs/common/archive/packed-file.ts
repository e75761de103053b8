import type { ArchivedFile } from "../../../domain/archive.ts";
import { type Content, emptyContent, type Files } from "../../../domain/view/files.ts";
import { type ErrorCode, isError } from "../../../domain/world.ts";

/** A file as an archive of the line would hold it; an error where it cannot be read. */
export function packedFile(
  files: Files,
  path: string,
  name: string,
  followsLinks: boolean,
): ArchivedFile | ErrorCode {
  const status = followsLinks ? files.stat(path) : files.lstat(path);
  if (isError(status)) return status;
  const target = status.type === "link" ? files.readLink(path) : "";
  if (isError(target)) return target;
  const content: Content | ErrorCode = status.type === "file" ? files.content(path) : emptyContent;
  if (isError(content)) return content;
  const { type, mode, uid, gid, modified, deviceNumber } = status;
  return { name, type, mode, uid, gid, modified, deviceNumber, target, content };
}

/** Those of an archive with others added: a name that is there already gets what comes later. */
export function withNewer(
  old: readonly ArchivedFile[],
  added: readonly ArchivedFile[],
): readonly ArchivedFile[] {
  const members = new Map([...old, ...added].map((member) => [member.name, member]));
  return [...members.values()];
}
