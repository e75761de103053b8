/**
 * Looks at every path below some directories, for perl(1), whose statx(2) is the only one at hand
 * that tells what a file is marked with; to do so by Node takes twice the time and misses some.
 * Half of it is done by a second process.
 *
 * Words: the number of statx, whether rights on directories are needless, the user. The directories
 * come on standard input with a zero byte after each. Prints a line for each, its place and how many
 * paths lie below, maybe in two parts. Ends with 1 where rm(1) would refuse something: an immutable
 * or append-only file, a mount, a directory that is not the user's own and open; with another status
 * where the file system does not tell.
 */
export const scanScript = `
use strict;
my ($number, $is_master, $user) = @ARGV;
my $status = "\\0" x 256;
my (@count, @queue);
sub enter {
  my ($index) = @_;
  opendir my $open, "." or exit 1;
  my @names = readdir $open;
  closedir $open;
  $count[$index] += @names - 2;
  my @inner;
  for (@names) {
    # Links are not followed, nothing is mounted: 0x900. Wanted are type, mode and owner: 0xb.
    exit 1 if syscall($number, -100, $_, 0x900, 0xb, $status);
    # Immutable, append-only, the root of a mount.
    my $marks = vec($status, 4, 16);
    exit 1 if $marks & 0x3000 || ($marks & 0x20 && $_ ne "..");
    next if (vec($status, 29, 8) & 0xf0) != 0x40 || $_ eq "..";
    if ($_ ne ".") { push @inner, $_; next }
    exit 2 if (vec($status, 56, 8) & 0x30) != 0x30;
    my ($owner, $mode) = unpack "x20 L x4 S", $status;
    exit 1 unless $is_master || ($owner == $user && ($mode & 0700) == 0700);
  }
  return @inner;
}
sub walk {
  my ($index) = @_;
  for (enter($index)) { chdir $_ or exit 1; walk($index); chdir ".." or exit 1 }
}
{ local $/; my $index = 0; push @queue, [$index++, $_] for split /\\0/, <STDIN> }
while (@queue && @queue < 64) {
  my ($index, $path) = @{shift @queue};
  chdir $path or exit 1;
  push @queue, map { [$index, "$path/$_"] } enter($index);
}
my $child = @queue ? fork : 1;
exit 2 unless defined $child;
@count = () unless $child;
for my $at (0 .. $#queue) {
  next if ($at & 1) == ($child ? 1 : 0);
  my ($index, $path) = @{$queue[$at]};
  chdir $path or exit 1;
  walk($index);
}
if (@queue && $child) { waitpid $child, 0; exit($? >> 8 || 2) if $? }
print "$_ ", $count[$_] // 0, "\\n" for 0 .. $#count;
`;
