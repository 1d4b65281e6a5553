#!/usr/bin/env bash
# supervise.sh SIGNAL GRACE MARK REMOVE [setpriv options] -- PROGRAM [ARGUMENTS]
#
# Runs a program that cannot outlive this script's owner. The owner holds the other end of the pipe that is standard input: whether it closes
# it or is killed, reading ends, and the program gets SIGNAL, after GRACE seconds SIGKILL. What the program started and left behind,
# daemons too, is found by MARK in its environment and killed. The folder REMOVE, where given, goes last.
# The first line on standard output is the program's process id.

signal=$1 grace=$2 mark=$3 remove=$4
shift 4
exec 3<&0 4>&2 </dev/null 2>/dev/null
trap : HUP INT TERM

(
    printf '%s\n' "$BASHPID"
    export PROMOZILLA_PROCESS=$mark
    # Should this script itself be killed, the kernel signals the program.
    exec setsid -- setpriv --pdeathsig "$signal" "$@" 2>&4 3<&- 4>&-
) &
child=$!

(
    trap '' HUP INT TERM
    exec 4>&-
    read -r -u 3 _
    kill -s "$signal" -- "-$child"
    for ((i = 0; i < grace * 10; i++)); do
        kill -0 "$child" || exit
        sleep 0.1
    done
    kill -s KILL -- "-$child"
) &
watch=$!
exec 3<&- 4>&-

while :; do
    wait "$child"
    code=$?
    kill -0 "$child" || break
done

for _ in 1 2 3 4 5; do
    left=$(grep -lzxFs "PROMOZILLA_PROCESS=$mark" /proc/[0-9]*/environ | cut -d/ -f3)
    [[ -n $left ]] || break
    xargs -r kill -s KILL <<<"$left"
    sleep 0.1
done
kill -s KILL "$watch"
[[ -z $remove ]] || rm -rf -- "$remove"
exit "$code"
