# Builds the small home that every line of the suite runs in. $1: an empty directory. Runs as root.
set -eu
cd "$1"
umask 022
mkdir -p photos/raw photos/.thumbs music docs empty 'odd names' src/lib private shared tmp
for n in 1 2 3; do echo "picture $n" > "photos/pic$n.jpg"; done
echo one > photos/a.tmp; echo two > photos/raw/b.tmp; echo raw > photos/raw/pic1.cr2
echo thumb > photos/.thumbs/t1; echo hidden > .hidden; echo conf > .config.ini
printf 'a b c\nbanana\napple\ncherry\n' > playlist.txt
echo song > song.mp3; echo old > music/old.mp3; echo new > music/new.mp3
printf 'alpha\nbeta\ngamma\n' > notes.txt; echo 'final text' > final.txt; echo 'draft text' > draft.txt
: > blank.txt
echo readme > docs/README.md; echo guide > docs/guide.txt; echo same > docs/same1; echo same > docs/same2
for n in 01 02 03 10; do echo "log $n" > "docs/log$n.log"; done
echo spaced > 'odd names/a file.txt'; echo dash > 'odd names/-rf'; echo star > 'odd names/*'
printf x > $'odd names/new\nline'; printf x > $'odd names/bad\xff'; echo quote > "odd names/it's"
echo 'int main(){}' > src/main.c; echo lib > src/lib/lib.c; echo obj > src/main.o; echo obj > src/lib/lib.o
printf '#!/bin/sh\necho "$1" > made-by-script\n' > tool.sh; chmod 755 tool.sh
ln -s photos linkdir; ln -s notes.txt link.txt; ln -s nowhere broken; ln -s ../music photos/tunes
ln notes.txt docs/notes-hard.txt
chmod 600 private; chmod 700 private; echo secret > private/key; chmod 600 private/key
chmod 444 final.txt; chmod 2775 shared; echo team > shared/team.txt; chmod 664 shared/team.txt
echo setid > shared/runner; chmod 4755 shared/runner
printf 'photos/a.tmp\nsong.mp3\n' > list.txt; printf 'one two\nthree\n' > words.txt
tar czf songs.tgz -C music old.mp3; tar cf docs.tar docs; gzip -k docs/guide.txt
mkdir -p locked; echo stay > locked/stay.txt
# The user's own, but for what root left behind.
chown -R "$2:$3" .; chmod 4755 shared/runner; chmod 2775 shared
chown root:root locked/stay.txt; chmod 555 locked; echo roots > roots.txt; chown root:root roots.txt
mkdir rootdir; echo in > rootdir/in.txt; chmod 755 rootdir
find . -exec touch -h -d '2026-01-02 03:04:05.123456789' {} +
