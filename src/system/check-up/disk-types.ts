/** File systems that keep what is written on a disk of this machine. */
const onDisks =
  /^(?:ext[234]|xfs|btrfs|f2fs|jfs|reiserfs|zfs|bcachefs|nilfs2|vfat|exfat|ntfs3?|fuseblk|overlay)$/;

export function isDiskType(type: string): boolean {
  return onDisks.test(type);
}
