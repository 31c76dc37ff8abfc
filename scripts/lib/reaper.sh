#!/bin/sh
# Ends what a command left behind when it was killed too hard to tidy up.
#
# The command holds the other end of standard input and writes "+PID" for each
# process group it starts and "-PID" for each that ended. However the command
# dies, the pipe closes; what is still on the list then is ended here.
trap '' HUP INT TERM
groups=' '
while read -r line; do
	pid=${line#?}
	case $line in
		+*) groups="$groups$pid " ;;
		-*) groups=$(printf '%s' "$groups" | sed "s/ $pid / /") ;;
	esac
done
for signal in TERM KILL; do
	for pid in $groups; do
		kill -s "$signal" -- "-$pid" 2>/dev/null && alive=1
	done
	[ "${alive:-}" ] || exit 0
	[ "$signal" = KILL ] || sleep 5
done
