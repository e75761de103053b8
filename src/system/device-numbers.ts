/**
 * `254:0` as stat(2) gives it: glibc's makedev, where what exceeds 8 + 8 bits lies above them. In
 * some of the kernel's files the numbers are hexadecimal.
 */
export function deviceNumberOf(numbers: string, base = 10): number {
  const [major = 0, minor = 0] = numbers.split(":").map((digits) => Number.parseInt(digits, base));
  const low = (minor & 0xff) + (major & 0xfff) * 0x100;
  return low + Math.floor(minor / 0x100) * 0x100000 + Math.floor(major / 0x1000) * 0x100000000000;
}

/** The kernel's way to write a device number, as in /sys/dev/block: `254:0`. */
export function deviceNumbersOf(device: number): string {
  const value = BigInt(device);
  const major = ((value >> 8n) & 0xfffn) | ((value >> 32n) & 0xfffff000n);
  const minor = (value & 0xffn) | ((value >> 12n) & 0xffffff00n);
  return `${major}:${minor}`;
}
