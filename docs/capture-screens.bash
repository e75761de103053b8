#!/usr/bin/env bash
# Prints what guard and handrail show on a made-up machine: 80 columns, 24 rows, read from tmux.
# For the pictures in README.md; needs root, tmux and a built dist/. Everything happens in
# namespaces of its own, on a home that lies in memory, and nothing destructive is confirmed.
set -euo pipefail
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

if [ "${1-}" != inside ]; then
  exec unshare --mount --uts --net --pid --fork --kill-child --mount-proc "${BASH_SOURCE[0]}" inside
fi

hostname laptop
# The checkout may lie below one of the places that are covered next.
mount --bind "$repository" /mnt
for place in /home /tmp /var/tmp /dev/shm; do mount -t tmpfs tmpfs "$place"; done
chmod 1777 /tmp /var/tmp /dev/shm
home=/home/ann
mkdir -p $home/Photos/{2024,2025} $home/site/css
for number in {1..40}; do head -c 3100000 /dev/zero >$home/Photos/2024/$number.jpg; done
for number in {1..22}; do head -c 2900000 /dev/zero >$home/Photos/2025/$number.jpg; done
echo '<p>Hello</p>' >$home/site/index.html
echo 'p { color: teal }' >$home/site/css/style.css
echo "PS1='\$ '; PATH=/mnt/bin:\$PATH; unset BUILD" >$home/.bashrc
{ grep -v '^[^:]*:[^:]*:1000:' /etc/passwd; echo "ann:x:1000:1000:Ann:$home:/bin/bash"; } >/tmp/passwd
mount --bind /tmp/passwd /etc/passwd
{ grep -v '^[^:]*:[^:]*:1000:' /etc/group; echo 'ann:x:1000:'; } >/tmp/group
mount --bind /tmp/group /etc/group
chown -R 1000:1000 $home

terminal() { tmux -L handrail-capture -f /dev/null "$@"; }
show() {
  printf '== %s\n' "$1"
  terminal capture-pane -p | sed 's/[[:blank:]]*$//'
}
await() {
  local turn
  for turn in {1..300}; do
    terminal capture-pane -p | grep -q -- "$1" && return
    sleep 0.2
  done
  echo "the screen never showed: $1" >&2
  show 'what it showed instead' >&2
  return 1
}

cd $home
LANG=C.UTF-8 terminal new-session -d -x 80 -y 24 \
  "setpriv --reuid=1000 --regid=1000 --clear-groups env -i HOME=$home USER=ann LOGNAME=ann TERM=screen LANG=C.UTF-8 PATH=$PATH bash -i"
trap 'terminal kill-server' EXIT
terminal set-option -g status off
await '\$'

terminal send-keys -l "guard -c 'rm -rf \"\$BUILD\"/*'"
terminal send-keys Enter
await 'To go on'
show 'guard asks'
terminal send-keys Enter
await 'Nothing was run'
terminal send-keys -l 'clear; guard chmod -R 777 site'
terminal send-keys Enter
await 'Run it'
terminal send-keys y Enter
await '^\$'
terminal send-keys -l 'guard --undo'
terminal send-keys Enter
await 'does it again'
sleep 1
terminal send-keys -l 'guard --history'
terminal send-keys Enter
await 'undo of'
show 'guard runs and undoes'
terminal send-keys -l 'clear; handrail explain'
terminal send-keys Enter
await 'Try'
terminal send-keys -l 'rm -rf Photos'
await 'Undo '
show 'handrail'
terminal send-keys C-c
await '^\$'

terminal send-keys -l 'clear; handrail'
terminal send-keys Enter
await 'Install software'
for turn in {1..300}; do
  terminal capture-pane -p | grep -q 'still looking' || break
  sleep 0.5
done
show 'handrail at home'
terminal send-keys -l 'q'
await '^\$'
terminal send-keys -l 'chmod -R 777 site; clear; handrail permissions site'
terminal send-keys Enter
await 'Least'
terminal send-keys -l 'l'
await 'Becomes'
show 'handrail permissions'
