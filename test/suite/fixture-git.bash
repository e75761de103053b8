# Builds the repositories that the lines of git*.txt run among. $1: an empty directory, $2 $3: whose.
set -eu
cd "$1"
umask 022
export HOME="$1" GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_DATE='2026-01-01T00:00:00Z' GIT_COMMITTER_DATE='2026-01-01T00:00:00Z'
git config --global user.name ann; git config --global user.email ann@example.org
git config --global init.defaultBranch main; git config --global advice.detachedHead false
git config --global protocol.file.allow always
git config --global alias.co checkout; git config --global alias.undo 'reset --hard HEAD'
git config --global alias.wipe '!rm -rf'
new() { git init -q --template= "$1"; cd "$1"; }
save() { git add -A; git commit -qm "$1"; }

# What most lines run in: two branches, and changes of every kind that are not committed.
new repo
printf '*.o\nbuild/\n.env\n' > .gitignore
echo one > a.txt; echo two > b.txt; echo gone > gone.txt; echo keep > keep.txt; : > blank.txt
printf '#!/bin/sh\necho hi\n' > run.sh; chmod 755 run.sh; ln -s a.txt link; ln -s nowhere dead
mkdir -p dir/deep lone; echo c > dir/c.txt; echo d > dir/deep/d.txt; echo l > lone/only.txt
echo spaced > 'odd name.txt'; echo e > 'naïve.txt'; printf x > $'tab\there'
save first; git tag v1
git branch same; git checkout -qb feature
echo one-f > a.txt; git rm -q b.txt; echo new > new.txt; mkdir sub; echo s > sub/s.txt; chmod 644 run.sh
git rm -q lone/only.txt; save feature
git checkout -q main; git checkout -qb ahead; echo more >> keep.txt; echo far > far.txt; save ahead
git checkout -q main
echo two-m >> b.txt; save second
echo mine >> dir/c.txt; rm gone.txt; chmod 755 keep.txt; rm dead; ln -s elsewhere dead
echo staged > staged.txt; echo both > both.txt; git add staged.txt both.txt; echo later >> both.txt
echo index >> blank.txt; git add blank.txt
echo notes > notes.txt; mkdir -p tmp/in void dir/more; echo x > tmp/x; echo y > tmp/in/y; echo m > dir/more/m
echo o > x.o; mkdir -p build/out tmp/build; echo b > build/out/prog; echo b > tmp/build/p; echo k=1 > .env
echo o > dir/y.o; mkdir old; echo o > old/z.o
git init -q --template= inner; echo i > inner/i.txt; (cd inner; save inner)
mkdir -p deep/nested; git init -q --template= deep/nested/own; echo f > deep/file; echo u > $'deep/t\tab'
cd ..

# The same branches with nothing changed.
git clone -q --template= repo tidy; cd tidy
for name in feature ahead same; do git branch -q --no-track $name origin/$name; done
git remote remove origin; git config core.checkStat minimal; git config core.trustctime false
git repack -adq; echo n > new.txt; echo o > z.o; chmod 600 keep.txt; cd ..
(cd repo; git repack -dq)

# Commits of a detached HEAD, a branch without any, no work tree, a merge half done.
cp -a tidy detached; cd detached; rm new.txt; git checkout -q --detach; echo lost > lost.txt; save lost; cd ..
new unborn; echo u > u.txt; git add u.txt; echo v > v.txt; cd ..
git clone -q --bare --template= tidy bare.git
git clone -q --template= bare.git cloned
cp -a tidy conflict; cd conflict; rm new.txt; git checkout -qb other v1; echo other > a.txt; echo o > o.txt; save other
git checkout -q feature; git merge -q other > /dev/null || true; cd ..

# Things put aside, hooks, a submodule, line ends, a part of the files.
cp -a tidy stashed; cd stashed; rm new.txt; echo s1 >> a.txt; git stash -q
echo s2 >> b.txt; echo fresh > fresh.txt; echo st > st.txt; git add st.txt; git stash -q -u; cd ..
cp -a tidy hooked; cd hooked; rm new.txt; mkdir .git/hooks
for hook in post-checkout pre-commit; do printf '#!/bin/sh\necho hook > hooked.txt\n' > .git/hooks/$hook; done
chmod 755 .git/hooks/*; echo x >> a.txt; cd ..
cp -a tidy super; cd super; rm new.txt; git submodule -q add ../bare.git part; save part; echo p >> part/a.txt
echo q >> a.txt; echo un > part/un.txt; cd ..
new eol; printf '*.win eol=crlf\n*.id ident\n' > .gitattributes; printf 'a\r\nb\r\n' > f.win; echo u > f.unix
echo '$Id$' > f.id; save first; rm f.win f.unix f.id; cd ..
cp -a tidy sparse; cd sparse; rm new.txt; git sparse-checkout set --no-cone /a.txt /dir/ > /dev/null; echo x >> a.txt; cd ..
mkdir plain; echo p > plain/p.txt

chown -R "$2:$3" .
find . -exec touch -h -d '2026-01-02 03:04:05.123456789' {} +
for name in tidy detached cloned stashed; do
  git -c safe.directory='*' -C $name update-index -q --refresh || true
  chown "$2:$3" $name/.git/index; touch -d '2026-01-03 03:04:05.123456789' $name/.git/index
done
