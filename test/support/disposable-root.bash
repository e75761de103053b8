# Makes a whole system to spoil: the machine's own root below, everything written goes to memory and
# is gone with the namespace. Run by disposable-root.ts as `unshare ... bash this FOLDER CHECKOUT`.
set -euo pipefail
folder=$1 checkout=$2
mount --make-rprivate /
mount -t tmpfs -o size=4g,mode=0755 none "$folder"
mkdir "$folder/upper" "$folder/work" "$folder/root"
mount -t overlay -o "lowerdir=/,upperdir=$folder/upper,workdir=$folder/work" none "$folder/root"
root=$folder/root

# No disk, no memory of the kernel: only the devices that every program asks for.
mount -t tmpfs -o size=1m,mode=0755 none "$root/dev"
mkdir "$root/dev/pts" "$root/dev/shm"
for name in null zero full random urandom tty ptmx; do
  [ "$name" = ptmx ] || : >"$root/dev/$name"
  [ "$name" = ptmx ] || mount --bind "/dev/$name" "$root/dev/$name"
done
mount --rbind /dev/pts "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
for name in stdin:0 stdout:1 stderr:2; do ln -s "/proc/self/fd/${name#*:}" "$root/dev/${name%:*}"; done
mount -t tmpfs -o mode=1777 none "$root/dev/shm"
mount -t tmpfs -o mode=0755 none "$root/run"
mkdir -m 1777 "$root/run/lock"
mount -t tmpfs -o mode=1777 none "$root/tmp"
mount -t proc none "$root/proc"

# Nothing of the machine's own past: no journal, no caches, nobody's home.
rm -rf "$root/var/lib/handrail" "$root/var/log/handrail" "$root/var/cache/handrail"
mount -t tmpfs -o mode=0700 none "$root/root"

# What is tested lies where it always does, also where that is in a place just covered, and everybody
# may go there. Nothing can be written to it.
mkdir -p "$root$checkout"
mount --bind "$checkout" "$root$checkout"
mount -o remount,bind,ro "$root$checkout"
place=$checkout
while place=${place%/*} && [ -n "$place" ]; do chmod a+rx "$root$place"; done

mkdir "$root/run/old"
cd "$root"
pivot_root . run/old
exec </run/old/dev/null
umount -l /run/old
rmdir /run/old
ip link set lo up 2>/dev/null || :
# ann may become root with the password `secret`, as people do who set their machine up themselves.
useradd --create-home --uid 1500 --shell /bin/bash --groups sudo ann
echo ann:secret | chpasswd
echo ready
exec sleep infinity
