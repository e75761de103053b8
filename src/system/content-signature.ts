/** How much of a device `contentOf` wants to see. */
export const signatureBytes = 68 * 1024;

interface Signature {
  readonly name: string;
  readonly at: number;
  /** Characters stand for bytes. */
  readonly magic: string;
}

/** In the order they are looked for: what wraps others first, partition tables last. */
const signatures: readonly Signature[] = [
  { name: "crypto_LUKS", at: 0, magic: "LUKS\xba\xbe" },
  { name: "xfs", at: 0, magic: "XFSB" },
  { name: "btrfs", at: 0x10040, magic: "_BHRfS_M" },
  { name: "swap", at: 4086, magic: "SWAPSPACE2" },
  { name: "swap", at: 4086, magic: "SWAP-SPACE" },
  { name: "linux_raid_member", at: 4096, magic: "\xfc\x4e\x2b\xa9" },
  { name: "linux_raid_member", at: 0, magic: "\xfc\x4e\x2b\xa9" },
  { name: "f2fs", at: 1024, magic: "\x10\x20\xf5\xf2" },
  { name: "erofs", at: 1024, magic: "\xe2\xe1\xf5\xe0" },
  { name: "squashfs", at: 0, magic: "hsqs" },
  { name: "ntfs", at: 3, magic: "NTFS    " },
  { name: "exfat", at: 3, magic: "EXFAT   " },
  { name: "vfat", at: 82, magic: "FAT32   " },
  { name: "vfat", at: 54, magic: "FAT16   " },
  { name: "vfat", at: 54, magic: "FAT12   " },
  { name: "iso9660", at: 32769, magic: "CD001" },
  { name: "gpt", at: 512, magic: "EFI PART" },
  { name: "gpt", at: 4096, magic: "EFI PART" },
  { name: "dos", at: 510, magic: "\x55\xaa" },
];

/** What the first bytes of a device say is on it, by blkid's names; empty where nothing is known. */
export function contentOf(start: Uint8Array): string {
  const bytes = Buffer.from(start.buffer, start.byteOffset, start.byteLength);
  return extended(bytes) ?? volume(bytes) ?? signatures.find((one) => has(bytes, one))?.name ?? "";
}

function has(bytes: Buffer, { at, magic }: Signature): boolean {
  return bytes.toString("latin1", at, at + magic.length) === magic;
}

/** ext2, ext3 and ext4 share a magic number; the journal and extents features tell them apart. */
function extended(bytes: Buffer): string | undefined {
  if (bytes.length < 0x468 || bytes.readUInt16LE(0x438) !== 0xef53) return undefined;
  const hasJournal = (bytes.readUInt32LE(0x45c) & 0x4) !== 0;
  const hasExtents = (bytes.readUInt32LE(0x460) & 0x2c0) !== 0;
  return hasExtents ? "ext4" : hasJournal ? "ext3" : "ext2";
}

/** A physical volume's label lies in one of the first four sectors. */
function volume(bytes: Buffer): string | undefined {
  const sectors = [0, 512, 1024, 1536];
  return sectors.some((at) => has(bytes, { name: "", at, magic: "LABELONE" }))
    ? "LVM2_member"
    : undefined;
}
